namespace Bot.Sandbox;

/// <summary>
/// How data teams speak of what is broken, for incidents that recur: what things are called, and several ways in which people
/// and tools put the same trouble. Nothing here knows how incidents are compared.
/// </summary>
static class CauseWords
{
    /// <summary>A thing that breaks: what people call it, its model, its source, who loads that, its dashboard.</summary>
    public sealed record Thing(string Name, string Model, string Source, string Loader, string Dashboard, string Column);

    /// <summary>A trouble: how people say it, and how dbt or a job says it, as title and message.</summary>
    public sealed record Trouble(string[] People, string Title, string Message);

    public static readonly Thing[] Things = [.. """
        orders|fct_orders|shopify|Fivetran|Sales cockpit|order_id
        payments|fct_payments|stripe|Airbyte|Finance daily|payment_id
        refunds|fct_refunds|adyen|Stitch|Refund monitor|refund_reason
        invoices|fct_invoices|netsuite|Fivetran|Receivables|due_date
        customers|dim_customers|salesforce|Fivetran|Customer 360|customer_key
        sessions|fct_sessions|segment|Snowpipe|Web traffic|visitor_id
        subscriptions|fct_subscriptions|recurly|Airbyte|MRR overview|plan_code
        inventory|fct_inventory|sap_stock|Informatica|Stock levels|sku
        shipments|fct_shipments|shippo|Meltano|Logistics board|tracking_no
        returns|fct_returns|returnly|Stitch|Returns analysis|return_type
        products|dim_products|akeneo|Meltano|Assortment|category_path
        prices|dim_prices|pricefx|Airbyte|Price watch|list_price
        campaigns|fct_campaigns|google_ads|Supermetrics|Marketing spend|campaign_name
        leads|fct_leads|hubspot|Fivetran|Funnel report|lead_score
        opportunities|fct_opportunities|dynamics|Fivetran|Pipeline review|close_date
        tickets|fct_tickets|zendesk|Airbyte|Support quality|ticket_tags
        employees|dim_employees|workday|Workato|Headcount|cost_center
        payroll|fct_payroll|adp|Workato|Payroll control|gross_amount
        budgets|fct_budgets|anaplan|Matillion|Budget versus actuals|budget_line
        forecasts|fct_forecasts|vertex_jobs|Airflow|Demand planning|horizon
        stores|dim_stores|storefront|Matillion|Store ranking|store_region
        suppliers|dim_suppliers|coupa|Informatica|Procurement|vendor_no
        deliveries|fct_deliveries|onfleet|Kafka|Courier live map|eta_minutes
        reviews|fct_reviews|trustpilot|Stitch|Voice of customer|star_rating
        searches|fct_searches|algolia|Kafka|Search relevance|query_text
        experiments|fct_experiments|optimizely|Airflow|AB test results|variant
        signups|fct_signups|auth0|Segment|Growth weekly|utm_source
        devices|dim_devices|intune|Airflow|Fleet overview|serial_no
        emails|fct_emails|braze|Snowpipe|CRM performance|send_id
        vouchers|fct_vouchers|talonone|Airbyte|Promo usage|voucher_code
        loyalty points|fct_loyalty|antavo|Stitch|Loyalty club|points_balance
        taxes|fct_taxes|avalara|Matillion|VAT filing|tax_rate
        exchange rates|dim_fx_rates|openexchange|Airflow|Currency table|rate_usd
        claims|fct_claims|guidewire|Informatica|Claims ratio|claim_status
        bookings|fct_bookings|sabre|Kafka|Occupancy|check_in
        meters|fct_meters|landisgyr|Kafka|Energy usage|kwh_total
        trips|fct_trips|ridehail_api|Snowpipe|City operations|fare_amount
        playlists|fct_playlists|media_api|Meltano|Content charts|track_id
        courses|dim_courses|canvas_lms|Meltano|Learning hub|course_code
        donations|fct_donations|classy|Supermetrics|Fundraising|donor_id
        """.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split('|'))
        .Select(p => new Thing(p[0], p[1], p[2], p[3], p[4], p[5]))];

    public static readonly Trouble[] Troubles =
    [
        new(
            ["{loader} sync of {source} is paused, no new {name}", "{source} connector stopped in {loader}",
                "no {name} coming in, {loader} connector for {source} shows paused", "{loader}: {source} sync hasn't run",
                "{name} not loading, somebody paused the {source} connector"],
            "source {source}.{name_} is stale", "Got 1 result, expected freshness: max_loaded_at is 26 hours ago"),
        new(
            ["{dash} shows yesterday's numbers", "{dash} dashboard is stale", "{dash} not refreshed, still old figures",
                "why is {dash} showing old data?", "{dash} extract did not refresh", "outdated numbers in {dash}"],
            "Extract refresh of {dash} failed", "Extract refresh timed out after 7200 seconds"),
        new(
            ["duplicate {column} in {model}", "{name} counted twice, {column} is not unique",
                "double rows in {model} ({column})", "{column} dups in {name} table", "we see every {column} twice in {name}"],
            "unique_{model}_{column} failed: {n} rows", "Got {n} results, configured to fail if != 0"),
        new(
            ["{column} is empty in {model}", "null {column} for many {name}", "{name} without {column}",
                "missing {column} values in {name} since the release", "{column} not filled in {model}"],
            "not_null_{model}_{column} failed: {n} rows", "Got {n} results, configured to fail if != 0"),
        new(
            ["{source} renamed {column}, {model} is broken", "{model} fails: column {column} does not exist",
                "schema change at {source}: {column} gone", "{model} can't find {column} any more",
                "somebody dropped {column} from the {source} {name} table"],
            "{model} failed: column \"{column}\" does not exist",
            "Database Error in model {model} (models/marts/{model}.sql)\n  column \"{column}\" does not exist\n  LINE "
                + "{n}: select"),
        new(
            ["bot lost access to {source} schema", "permission denied reading {source} {name}",
                "dbt can't read raw {source}, grants are gone", "access rights for {source} missing, {model} does not build",
                "no permission on {source} tables"],
            "{model} failed: permission denied for schema raw_{source}",
            "Database Error in model {model} (models/marts/{model}.sql)\n  permission denied for schema raw_{source}"),
        new(
            ["{model} takes hours and times out", "{model} killed by statement timeout", "{model} is super slow, run never ends",
                "query for {name} hits the timeout", "build of {model} stuck for 3 hours"],
            "{model} failed: statement timeout",
            "Database Error in model {model} (models/marts/{model}.sql)\n  canceling statement due to statement timeout"),
        new(
            ["number of {name} dropped by half", "far fewer {name} than last week", "{name} volume is way too low",
                "{dash} shows a big drop in {name}", "we lost half of the {name}"],
            "Volume of {model} is {n} below expected",
            "Row count anomaly in {model}: {n} rows, expected between 90000 and 110000"),
        new(
            ["{dash} cannot be opened, error 500", "{dash} is down", "people get an error opening {dash}",
                "{dash} dashboard does not load at all", "blank page on {dash}"],
            "Check of {dash} failed: HTTP 500", "GET returned 500 Internal Server Error after {n} ms"),
        new(
            ["wrong amounts in {dash}, {column} looks off", "{column} of {name} does not match {source}",
                "totals in {dash} differ from {source}", "{name}: {column} incorrect compared with {source}",
                "{dash} doesn't reconcile with {source}"],
            "reconcile_{model}_{column} failed: {n} rows", "Got {n} results, difference of {column} above 1 percent"),
        new(
            ["{source} API token expired, {name} load fails", "{loader} can't log in to {source}",
                "credentials for {source} expired in {loader}", "401 from {source}, {name} not imported",
                "{source} password was rotated and {loader} wasn't told"],
            "{loader} job {source}_{name_} failed: 401 Unauthorized",
            "Request to {source} failed: 401 Unauthorized, token expired"),
        new(
            ["{source} rate limits us, {name} incomplete", "429 from {source}, only part of the {name} arrived",
                "{loader} throttled by {source}", "too many requests to {source}, {name} import gives up",
                "{source} API quota used up"],
            "{loader} job {source}_{name_} failed: 429 Too Many Requests",
            "Request to {source} failed: 429 rate limit, quota exceeded"),
        new(
            ["disk full on the {loader} worker that loads {name}", "{loader} has no space left, {source} backlog grows",
                "{name} import died: no space left on device", "out of disk while unloading {source}"],
            "{loader} job {source}_{name_} failed: No space left on device", "OSError: [Errno 28] No space left on device"),
        new(
            ["late {name} file from {source}", "{source} has not delivered the {name} file",
                "waiting for {name} export of {source}",
                "{name} file didn't arrive on sftp", "no {source} drop in the bucket"],
            "Sensor wait_for_{source}_{name_} timed out", "AirflowSensorTimeout: Snap. Time is OUT, waited {n} seconds"),
        new(
            ["{name} in the wrong time zone, days are shifted", "{dash} is off by one day, utc problem",
                "timestamps of {name} two hours early since dst", "day boundary wrong for {name} after clock change"],
            "expression_is_true_{model}_local_day failed: {n} rows", "Got {n} results, local_day differs from utc day"),
        new(
            ["{model} merge conflict after full refresh", "incremental {model} lost its history",
                "someone ran full-refresh on {model}, old {name} gone", "history of {name} vanished after a full refresh"],
            "{model} failed: incremental predicate returned no rows",
            "Runtime Error in model {model} (models/marts/{model}.sql)\n  incremental predicate returned no rows, "
                + "history is empty"),
        new(
            ["{column} has weird characters, encoding broken in {name}", "umlauts broken in {name} {column}",
                "{source} sends latin1 again, {column} unreadable", "garbled text in {column} of {name}"],
            "{loader} job {source}_{name_} failed: invalid byte sequence",
            "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xe4 in column {column}"),
        new(
            ["personal data of {name} visible in {dash}", "{dash} exposes {column} to everybody",
                "masking policy missing on {column}",
                "PII leak: {column} readable in {model}"],
            "masking_{model}_{column} failed: {n} rows", "Got {n} results, column {column} has no masking policy"),
        new(
            ["new {column} values break {model}", "unknown {column} value from {source}, accepted values test red",
                "{source} introduced another {column}", "unexpected {column} codes in {name}"],
            "accepted_values_{model}_{column} failed: {n} rows", "Got {n} results, configured to fail if != 0"),
        new(
            ["{name} without matching customer, join broken", "orphans in {model}",
                "relationship test on {model} red, keys missing",
                "many {name} point to nothing since the {source} migration"],
            "relationships_{model}_{column} failed: {n} rows", "Got {n} results, configured to fail if != 0"),
    ];

    public static readonly string[] Before = ["", "", "", "", "hey, ", "urgent: ", "again: ", "help! ", "FYI ", "prod: "];

    public static readonly string[] Behind =
        ["", "", "", "", " since this morning", " (again)", " - can someone look?", ", board meeting at 10",
            " since {n}:00", " :("];

    /// <summary>What else a company has, of which two words make a name.</summary>
    public static readonly string[] Nouns = [.. """
        account adjustment agency allocation amendment appointment approval asset attendance audit balance bank basket batch
        benchmark benefit billing branch broker builder cancel carrier cashback catalog channel charge checkout cluster cohort
        collection commission complaint component consent contact contract contractor coverage credit crew dealer debit deposit
        depot discount dispatch dispute district dividend document driver duty engagement enrollment equipment escrow estimate
        facility feature feedback fixture fleet franchise freight fulfillment garage grant guest handover hedge holding housing
        incentive index ingredient inspection installer insurance interview kiosk label lease ledger lender license listing loan
        locker machine maintenance manifest mandate margin material member merchant milestone mortgage network notice offer
        operator outlet package panel parcel partner patient pension permit pickup policy portfolio position premium procedure
        project property provider purchase quota quote rebate recipe referral region rental repair reserve resource roster royalty
        salary sample schedule season segment sensor service settlement shift signal site slot sponsor stage station statement
        survey tariff territory timesheet token tower trade training transfer transit treasury unit upgrade utility valuation
        vehicle venue vessel visit wallet warranty waste weather workshop yield zone
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)];
}
