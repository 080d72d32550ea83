-- grain: none: the macros and session values every other text here uses (ids sort by time as UUIDv7 does, and hardly compress)
CREATE OR REPLACE MACRO at_ms(n) AS
    getvariable('epoch_ms') + (n // getvariable('per_day')) * 86400000
    + (n % getvariable('per_day')) * 28000000 // getvariable('per_day');
CREATE OR REPLACE MACRO made(kind, n, ms) AS
    (lpad(to_hex((ms)::BIGINT), 12, '0') || '7abc'
     || to_hex((hash(kind, n, getvariable('agency')) >> 2) | 9223372036854775808))::UUID;
CREATE OR REPLACE MACRO moment(ms) AS make_timestamptz((ms) * 1000);
CREATE OR REPLACE MACRO member_of(n) AS
    made('member', n % (7 * getvariable('per_day')) + n // (182 * getvariable('per_day')) % 5 * 7 * getvariable('per_day'),
         1577836800000);
CREATE OR REPLACE MACRO copy_of(k) AS made('copy', k, 1577836800000 + k);
CREATE OR REPLACE MACRO site_of(k) AS made('site', k, 1577836800000 + k);
CREATE OR REPLACE MACRO officer(n) AS made('staff', (n) % 12, 1577836800000);
CREATE OR REPLACE MACRO receipts_before(n) AS  -- of every hundred visits these pay
    n // 100 * 12 + len(list_filter([3, 9, 19, 23, 29, 43, 49, 63, 69, 79, 83, 89], r -> r < n % 100));
