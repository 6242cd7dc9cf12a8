#!/bin/sh
# Tells Data Responder how a CI job ended. Run it as the last step, on failure and on success:
#
#   sh notify.sh failure|success|cancelled        (firing and resolved are understood too)
#
# Needs  RESPONDER_URL          where alerts go, such as https://bot.example.com/v2/alert_events/http/circleci
#        RESPONDER_TOKEN        the token of that source
# Takes  RESPONDER_ENVIRONMENT  what the job ran against, such as prod or staging
#        RESPONDER_JOB          name of the job, when CI's own is not the right one
#        RESPONDER_TITLE        title of the alert
#        RESPONDER_KEY          what makes two alerts the same thing; made of repository, branch, environment and job
#        RESPONDER_DBT          the folder that dbt writes to, such as target: its run_results.json and sources.json are sent
#                               where this job wrote them, and after a failure manifest.json too
#        RESPONDER_SINCE        a file as old as the job's beginning; .git/HEAD, which the checkout writes
#        RESPONDER_TRIES        how often to try (12)
#        RESPONDER_WAIT         seconds between two tries (10)
#        RESPONDER_STRICT       1: fail the build when the alert could not be sent
#
# It needs a POSIX shell, awk, od and curl, and it works in CircleCI and in GitHub Actions without further arguments.

set -u
newline='
'

say() { echo "notify.sh: $*" >&2; }

give_up() {
    say "$1"
    [ "${RESPONDER_STRICT:-}" = 1 ] && exit 1
    exit 0
}

# The first argument that is not empty.
first() {
    for candidate; do
        [ -n "$candidate" ] && break
    done
    printf %s "$candidate"
}

# Any bytes as a JSON string. Read as hexadecimal numbers, so that no locale, no awk and no character can disturb it;
# what is not UTF-8 becomes U+FFFD, and what is longer than 8,000 characters is cut.
quoted() {
    printf %s "$1" | od -An -v -tx1 | LC_ALL=C awk '
        function put(code) {
            if (++length_so_far > 8000) return
            if (code == 34 || code == 92) printf "\\%s", substr(ascii, code - 31, 1)
            else if (code >= 32 && code < 127) printf "%s", substr(ascii, code - 31, 1)
            else if (code < 65536) printf "\\u%04x", code
            else printf "\\u%04x\\u%04x", 55296 + int((code - 65536) / 1024), 56320 + (code - 65536) % 1024
        }
        function broken() { if (missing > 0) put(65533); missing = 0 }
        function take(byte) {
            if (missing > 0 && byte >= low && byte <= high) {
                code = code * 64 + byte % 64; low = 128; high = 191
                if (--missing == 0) put(code)
                return
            }
            broken()
            low = 128; high = 191
            if (byte < 128) put(byte)
            else if (byte >= 194 && byte <= 223) { missing = 1; code = byte - 192 }
            else if (byte >= 224 && byte <= 239) { missing = 2; code = byte - 224; if (byte == 224) low = 160; if (byte == 237) high = 159 }
            else if (byte >= 240 && byte <= 244) { missing = 3; code = byte - 240; if (byte == 240) low = 144; if (byte == 244) high = 143 }
            else put(65533)
        }
        BEGIN {
            ascii = " !\"#$%&'\''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
            digits = "0123456789abcdef"
            printf "\""
        }
        {
            for (i = 1; i <= NF; i++)
                take((index(digits, substr($i, 1, 1)) - 1) * 16 + index(digits, substr($i, 2, 1)) - 1)
        }
        END { broken(); if (length_so_far > 8000) printf "\\u2026"; printf "\"" }'
}

# ,"name":"value", or nothing where there is no value.
field() {
    [ -z "$2" ] || printf ',"%s":%s' "$1" "$(quoted "$2")"
}

read_status() {
    case "$1" in
        failure | failed | firing) status=firing word=failed ;;
        success | passed | resolved) status=resolved word=passed ;;
        cancelled | canceled | skipped) say "the job was $1, so there is nothing to tell."; exit 0 ;;
        *) give_up "say how the job ended: notify.sh failure|success|cancelled. Nothing was sent." ;;
    esac
    if [ -z "${RESPONDER_URL:-}" ] || [ -z "${RESPONDER_TOKEN:-}" ]; then
        give_up "set RESPONDER_URL and RESPONDER_TOKEN to have this job reported. Nothing was sent."
    fi
    command -v curl >/dev/null 2>&1 || give_up "curl is missing in this image; install it to have this job reported. Nothing was sent."
}

read_circleci() {
    repository="${CIRCLE_PROJECT_USERNAME:-}/${CIRCLE_PROJECT_REPONAME:-}"
    branch="${CIRCLE_BRANCH:-}"
    tag="${CIRCLE_TAG:-}"
    job="${CIRCLE_JOB:-}"
    build="${CIRCLE_BUILD_URL:-}"
    commit="${CIRCLE_SHA1:-}"
    case "${CIRCLE_REPOSITORY_URL:-github.com}" in
        *github.com*) commit_url="https://github.com/$repository/commit/$commit" ;;
        *) commit_url= ;;
    esac
}

read_github() {
    repository="$GITHUB_REPOSITORY"
    branch=
    tag=
    # A pull request may come from a fork's main, so its branch is never taken for ours.
    if [ -n "${GITHUB_HEAD_REF:-}" ]; then branch="pull/$GITHUB_HEAD_REF"
    elif [ "${GITHUB_REF_TYPE:-}" = tag ]; then tag="${GITHUB_REF_NAME:-}"
    else branch="${GITHUB_REF_NAME:-}"
    fi
    job="${GITHUB_WORKFLOW:-}/${GITHUB_JOB:-}"
    build="${GITHUB_SERVER_URL:-https://github.com}/$repository/actions/runs/${GITHUB_RUN_ID:-}"
    commit="${GITHUB_SHA:-}"
    commit_url="${GITHUB_SERVER_URL:-https://github.com}/$repository/commit/$commit"
}

read_job() {
    if [ -n "${GITHUB_REPOSITORY:-}" ]; then read_github
    elif [ -n "${CIRCLE_PROJECT_REPONAME:-}" ]; then read_circleci
    else give_up "this is neither CircleCI nor GitHub Actions. Nothing was sent."
    fi
    job="$(first "${RESPONDER_JOB:-}" "$job" job)"
    environment="${RESPONDER_ENVIRONMENT:-}"
    message="$(git log -1 --format=%B "$commit" 2>/dev/null || true)"
}

body() {
    printf '{"title":%s' "$(quoted "$(first "${RESPONDER_TITLE:-}" "$repository $job $word")")"
    field description "$job $word on $(first "$branch" "$tag" "$repository")"
    field status "$status"
    field deduplication_key "$(first "${RESPONDER_KEY:-}" "$repository/$branch/$environment/$job")"
    field source_url "$build"
    printf ',"metadata":{"ci":"notify.sh"'
    field repository "$repository"
    field branch "$branch"
    field tag "$tag"
    field environment "$environment"
    field job "$job"
    field github_commit_url "${commit:+$commit_url}"
    field github_commit_message "$message"
    printf '}}'
}

# One try; the answer's body and, in its last line, its status. The token and the body go through standard input, so
# that neither is seen in the list of processes.
post() {
    {
        printf 'header = "Authorization: Bearer %s"\n' "$RESPONDER_TOKEN"
        printf 'data-binary = "'
        printf %s "$1" | sed 's/[\\"]/\\&/g'
        printf '"\n'
    } | curl --silent --show-error --max-time 15 --header 'Content-Type: application/json' \
        --write-out '\n%{http_code}' --config - "$RESPONDER_URL" 2>&1
}

# The same of a file that dbt wrote: artifact METHOD NAME FILE.
artifact() {
    {
        header Authorization "Bearer $RESPONDER_TOKEN"
        header X-Dbt-Job "$job"
        header X-Dbt-Repository "$repository"
        header X-Dbt-Branch "$branch"
        header X-Dbt-Environment "$environment"
        header X-Dbt-Commit "$commit"
        header X-Dbt-Commit-Url "${commit:+$commit_url}"
        header X-Dbt-Url "$build"
    } | curl --silent --show-error --max-time 120 --request "$1" --header 'Content-Type: application/json' \
        --data-binary "@$3" --write-out '\n%{http_code}' --config - "$dbt_url/$2" 2>&1
}

# A line of curl's configuration, or nothing where there is no value.
header() {
    [ -z "$2" ] || printf 'header = "%s: %s"\n' "$1" "$(printf %s "$2" | tr -d '\r\n' | sed 's/[\\"]/\\&/g')"
}

# What this job wrote, and nothing that an earlier one left there: report METHOD NAME FILE.
report() {
    [ -f "$3" ] || return 0
    if [ -z "$(find "$3" -newer "${RESPONDER_SINCE:-.git/HEAD}" 2>/dev/null)" ]; then
        say "$3 is older than this job, so it was not sent."
        return 0
    fi
    # What ends this part ends no other.
    (send artifact "$1" "$2" "$3") || failed=1
}

report_dbt() {
    base="${RESPONDER_URL%%\?*}"
    dbt_url="${base%/v2/alert_events/*}/v1/dbt/${base##*/}"
    [ "$status" = resolved ] || report PUT manifest "$RESPONDER_DBT/manifest.json"
    report POST sources "$RESPONDER_DBT/sources.json"
    report POST run_results "$RESPONDER_DBT/run_results.json"
}

# send COMMAND...: as often as it may help.
send() {
    tries="${RESPONDER_TRIES:-12}"
    try=1
    while :; do
        answer="$("$@")"
        code="${answer##*"$newline"}"
        said="$(printf %s "${answer%"$newline"*}")"
        case "$code" in
            2??) say "sent ($status). $said"; return ;;
            408 | 425 | 429 | 5?? | 000) ;;
            *) give_up "the alert was refused ($code): $said" ;;
        esac
        [ "$try" -lt "$tries" ] || give_up "the alert could not be sent in $tries tries; the last answer was $code: $said"
        say "try $try of $tries got $code, again in ${RESPONDER_WAIT:-10} seconds."
        try=$((try + 1))
        sleep "${RESPONDER_WAIT:-10}"
    done
}

read_status "${1:-}"
read_job
failed=0
[ -z "${RESPONDER_DBT:-}" ] || report_dbt
send post "$(body)"
exit "$failed"
