"""The catalogue: whether the YAML files, shipped and the agency's own, can be read; the first that cannot, with its line."""

from __future__ import annotations

from patuh.doctor.finding import Finding
from warehouse.catalogue.load import load_catalogue
from warehouse.catalogue.read_planning import fault_of, planning_files
from warehouse.errors import CatalogueError
from warehouse.i18n import translator
from warehouse.settings import Settings

_ = translator("patuh")


def look(settings: Settings) -> list[Finding]:
    """Refreshes stop at a wrong file of SOPs, agencies or indicators; wrong planning terms only keep plans as they were."""
    try:
        catalogue = load_catalogue(settings.catalogue_dir)
    except CatalogueError as wrong:
        return [Finding(_("catalogue"), "wrong", wrong.sentence())]
    damaged = [fault for path in planning_files(settings.catalogue_dir) if (fault := fault_of(path))]
    if damaged:
        sentence = _(
            "{problem} Its agency's next locations are not planned anew until it is mended.",
            problem=damaged[0].sentence(),
        )
        return [Finding(_("catalogue"), "wrong", sentence)]
    listed = ", ".join(sorted(catalogue.agencies))
    return [Finding(_("catalogue"), "ok", _("The files can be read. Agencies: {agencies}.", agencies=listed))]
