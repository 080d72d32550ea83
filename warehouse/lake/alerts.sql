-- Alerts and what was told of them. Beside the alerts' present state everything is insert-only.
CREATE SCHEMA IF NOT EXISTS alerts;

CREATE TABLE IF NOT EXISTS alerts.alerts (       -- grain: one row per alert, as it stands now
    alert_id UUID PRIMARY KEY, alert_key VARCHAR NOT NULL,  -- what it is about; one alert of a key stands at a time
    kind VARCHAR NOT NULL, severity VARCHAR NOT NULL, role VARCHAR NOT NULL, agency VARCHAR, service_point VARCHAR,
    details VARCHAR NOT NULL,                    -- JSON: codes, days and counts; no personal data
    subject VARCHAR NOT NULL,                    -- in one sentence, in the language of the home
    first_seen_at TIMESTAMPTZ NOT NULL, last_seen_at TIMESTAMPTZ NOT NULL, resolved_at TIMESTAMPTZ,
    sent_at TIMESTAMPTZ,                         -- a channel of its role accepted it first
    reminded_at TIMESTAMPTZ, section_head_at TIMESTAMPTZ, division_head_at TIMESTAMPTZ  -- and lately, and the heads'
);
CREATE TABLE IF NOT EXISTS alerts.events (       -- grain: one row per thing that happened to an alert
    event_id UUID PRIMARY KEY, alert_id UUID NOT NULL, happened_at TIMESTAMPTZ NOT NULL,
    event VARCHAR NOT NULL,                      -- opened, changed, resolved, sent, reminded, escalated
    role VARCHAR, message_id UUID
);
CREATE TABLE IF NOT EXISTS alerts.messages (     -- grain: one row per message that was written
    message_id UUID PRIMARY KEY, purpose VARCHAR NOT NULL, role VARCHAR NOT NULL, agency VARCHAR, local_day DATE NOT NULL,
    composed_at TIMESTAMPTZ NOT NULL, title VARCHAR NOT NULL, body VARCHAR NOT NULL, severity VARCHAR NOT NULL
);
CREATE TABLE IF NOT EXISTS alerts.message_alerts (  -- grain: one row per message and alert it tells of
    message_id UUID NOT NULL, alert_id UUID NOT NULL, told_as VARCHAR NOT NULL  -- new, escalation, reminder, escalated
);
CREATE TABLE IF NOT EXISTS alerts.intents (      -- grain: one row per message and channel it is meant for, before it is sent
    message_id UUID NOT NULL, channel VARCHAR NOT NULL, planned_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE IF NOT EXISTS alerts.outcomes (     -- grain: one row per attempt, after it
    message_id UUID NOT NULL, channel VARCHAR NOT NULL, tried_at TIMESTAMPTZ NOT NULL,
    outcome VARCHAR NOT NULL,                    -- accepted, failed (tried again), withdrawn (nothing left to tell)
    reason VARCHAR
);
-- grain: one row per message and channel that has neither accepted it nor was spared it
CREATE OR REPLACE VIEW alerts.waiting AS
SELECT i.message_id, i.channel, i.planned_at
FROM alerts.intents AS i
WHERE NOT EXISTS (
    SELECT 1 FROM alerts.outcomes AS o
    WHERE o.message_id = i.message_id AND o.channel = i.channel AND o.outcome IN ('accepted', 'withdrawn'));
