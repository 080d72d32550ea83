"""Staff and roles, for the administrator: accounts, their roles, new passwords, and tokens for other programs."""

from __future__ import annotations

import streamlit as st

from operations_app import shell
from operations_app.components import pieces
from operations_app.components.entry_form import entry_form, Field
from operations_app.desk.accounts import Account, list_accounts
from operations_app.desk.records import RecordsDesk
from operations_app.shell import Visitor
from operations_app.tabs import desk_of_tab, form_shown, send
from warehouse.errors import Refused
from warehouse.i18n import local_datetime, translator
from warehouse.identity import tokens
from warehouse.identity.roles import ROLES
from warehouse.operations.database import Result

_ = translator("operations_app")
_roles = translator("warehouse")


def show() -> None:
    who = shell.visitor()
    if not who.may("add_staff"):
        st.stop()
    st.title(_("Staff and roles"))
    listed, new, keys = st.tabs([_("Accounts"), _("New account"), _("Tokens for programs")])
    with listed:
        _accounts(who)
    with new:
        _new(who)
    with keys:
        _tokens(who)


def _accounts(who: Visitor) -> None:
    listed = list_accounts(who.db)
    pieces.show(
        pieces.table(
            (_("Account"), _("Roles"), _("Place"), ""),
            (
                (
                    pieces.with_sub(one.name, one.login),
                    ", ".join(_role_name(role) for role in one.roles) or "–",
                    _place(who, one),
                    "" if one.is_active else pieces.chip(_("closed"), "red"),
                )
                for one in listed
            ),
        )
    )
    st.header(_("Change an account"))
    chosen = st.selectbox(
        _("Account"), listed, format_func=lambda one: f"{one.name} ({one.login})", index=None, key="account"
    )
    if chosen:
        _change_roles(who, chosen)
        _new_password(who, chosen)


def _place(who: Visitor, account: Account) -> str:
    point = who.db.catalogue.service_points.get(account.service_point or "")
    return point.name if point else account.agency or _("All agencies")


def _change_roles(who: Visitor, account: Account) -> None:
    form = f"roles:{account.login}"
    form_shown(form)
    with st.form(form, border=True):
        roles = st.multiselect(
            _("Roles"), list(ROLES), default=[role for role in account.roles if role in ROLES], format_func=_role_name
        )
        is_active = st.toggle(_("May sign in"), value=account.is_active)
        if st.form_submit_button(_("Save the roles"), type="primary"):
            _told(send(who, form, "set_role", login=account.login, roles=roles, is_active=is_active))


def _new_password(who: Visitor, account: Account) -> None:
    form = f"password:{account.login}"
    form_shown(form)
    with st.form(form, border=True, clear_on_submit=True):
        password = st.text_input(_("New password"), type="password", max_chars=200, autocomplete="new-password")
        if st.form_submit_button(_("Set the password")):
            others = account.login != who.login
            _told(send(who, form, "reset_password", login=account.login, password=password, must_change=others))


def _told(outcome: Result | Refused) -> None:
    if isinstance(outcome, Refused):
        st.error(outcome.sentence(), icon=":material/error:")
        return
    st.success(_("Saved. Whoever is signed in with this account signs in anew."), icon=":material/check_circle:")


def _new(who: Visitor) -> None:
    points = [(point.code, point.name) for point in shell.points_of(who.session)]
    desk = desk_of_tab(who, RecordsDesk)
    entry_form(
        desk.desk_id,
        "staff",
        (
            Field("name", _("Full name"), required=True),
            Field("login", _("Account name"), required=True, placeholder=_("e.g. siti.rahma")),
            Field("role", _("Role"), "select", required=True, options=[(code, _role_name(code)) for code in ROLES]),
            Field("home_service_point", _("Service point"), "select", options=points),
            Field("nip", "NIP"),
            Field("password", _("First password"), "password", required=True),
        ),
        submit_label=_("Make the account"),
    )
    st.caption(
        _("Every account but an administrator's belongs to a service point. Further roles are added under Accounts.")
    )


def _tokens(who: Visitor) -> None:
    st.caption(_("A token lets another program send commands as one account. It is shown once; only its hash is kept."))
    with st.form("token", border=True):
        logins = [one.login for one in list_accounts(who.db) if one.is_active]
        login = st.selectbox(_("Acts as"), logins)
        label = st.text_input(_("What it is for"), max_chars=80)
        if st.form_submit_button(_("Make a token"), type="primary") and login and label.strip():
            st.code(tokens.make_token(who.db, login, label.strip()), language=None)
            st.warning(_("Copy it now; it is not shown again."), icon=":material/key:")
    for row in tokens.list_tokens(who.db):
        with st.container(horizontal=True, vertical_alignment="center", key=f"token:{row['token_id']}"):
            st.html(
                f"<b>{pieces.cell(row['label'])}</b> · {pieces.cell(row['login'])} · "
                f"{pieces.cell(local_datetime(row['created_at'], who.zone))}"
            )
            if row["revoked_at"]:
                st.html(pieces.chip(_("revoked"), "red").text)
            elif st.button(_("Revoke"), key=f"revoke:{row['token_id']}"):
                tokens.revoke_token(who.db, str(row["token_id"]))
                st.rerun()


def _role_name(role: str) -> str:
    return _roles(ROLES.get(role, role))
