#!/usr/bin/env bash
# Scans a running Kithwork from outside with ffuf, wapiti and sqlmap (Debian: apt-get install ffuf wapiti sqlmap dirb jq curl).
# Starts the assembly on free ports with data of its own, or takes one that was built: build it first, see ../../run.sh.
#
#   bench/security/scan.sh [report]        report: a file, default bench/security/report.md
#
# Ends with 1 when something of medium weight or above was found.
set -euo pipefail
cd "$(dirname "$0")"
report=$(realpath -m "${1:-report.md}")
assembly=../../karaf-assembly/target/assembly
words=/usr/share/dirb/wordlists/common.txt
for tool in ffuf wapiti sqlmap jq curl; do command -v "$tool" >/dev/null || { echo "$tool is missing" >&2; exit 2; }; done
[ -r "$words" ] || { echo "dirb's list of words is missing" >&2; exit 2; }
[ -x "$assembly/bin/kithwork" ] || { echo "Build the assembly first: ./run.sh" >&2; exit 2; }

work=$(mktemp -d)
port() { python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1",0)); print(s.getsockname()[1])'; }
export KITHWORK_DATA=$work/data KITHWORK_KEYS=$work/keys KITHWORK_MODULES=archives
KITHWORK_HTTP_PORT=$(port) KITHWORK_SSH_PORT=$(port)
export KITHWORK_HTTP_PORT KITHWORK_SSH_PORT
base=http://127.0.0.1:$KITHWORK_HTTP_PORT
api=$base/api/v1
cp -r "$assembly" "$work/kithwork"
"$work/kithwork/bin/kithwork" run >"$work/console.log" 2>&1 &
process=$!
trap 'kill $process 2>/dev/null; wait $process 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 120); do curl -fs "$base/health/ready" >/dev/null && break; sleep 1; done
curl -fs "$base/health/ready" >/dev/null || { tail "$work/console.log" >&2; exit 2; }

# Set up, and a token that may do everything but remove what the scan looks at, or stop and exchange what runs.
password='correct horse 9 battery'
body() { jq -cn "$@"; }
curl -fsS -D "$work/headers" -X POST "$api/setup" -H 'Content-Type: application/json' \
  -d "$(body --arg t "$(cat "$KITHWORK_DATA/setup-token")" --arg p "$password" '{token:$t,username:"ada",password:$p}')" >"$work/session.json"
csrf=$(jq -r .csrfToken "$work/session.json")
cookie=$(tr -d '\r' <"$work/headers" | sed -n 's/^[Ss]et-[Cc]ookie: \([^;]*\).*/\1/p' | head -1)
as_ada=(-H "Cookie: $cookie" -H "X-CSRF-Token: $csrf" -H 'Content-Type: application/json' -H "Origin: $base")
rights=$(jq -c '[.permissions[] | select(test(":(delete|erase)$|^core:(shell|module):") | not)]' "$work/session.json")
token=$(curl -fsS -X POST "$api/tokens" "${as_ada[@]}" -d "$(body --argjson r "$rights" '{name:"scan",scopes:$r}')" | jq -r .token)
[ -n "$token" ] && [ "$token" != null ]
bearer="Authorization: Bearer $token"
customer=$(curl -fsS -X POST "$api/customers" -H "$bearer" -H 'Content-Type: application/json' \
  -d '{"fullName":"张三","contactPoints":[{"type":"PHONE","value":"13812345678"}]}' | jq -r .id)
curl -fsS "$api/openapi.json" -H "$bearer" >"$work/openapi.json"

# 1. ffuf: what answers at addresses that nobody names. Known: the console, health, metrics (for this machine), the public operations.
echo "ffuf" >&2
: >"$work/ffuf.txt"
for place in "$base/FUZZ" "$base/public/FUZZ" "$base/m/FUZZ" "$base/m/archives/FUZZ" "$api/FUZZ" "$api/customers/FUZZ" "$base/FUZZ~" "$base/FUZZ.bak"; do
  ffuf -s -t 8 -w "$words" -u "$place" -mc 200-299,301,302,307,500-599 -o "$work/ffuf.json" -of json >/dev/null 2>&1
  jq -r '.results[] | "\(.status) \(.url)"' "$work/ffuf.json" >>"$work/ffuf.txt"
done
known="^(200|301|302|303) $base/(ui|metrics|health)?/?$|^200 $api/(setup|company/logo)$|^200 $base/$"
grep -vE "$known" "$work/ffuf.txt" >"$work/ffuf-found.txt" || true

# 2. wapiti: the console and the API, with all modules that need no network, as a user.
echo "wapiti" >&2
wapiti -u "$base/" -s "$api/customers?q=zhang" -s "$api/customers?q=1234&limit=10" -s "$api/audit?limit=5" -s "$api/jobs" \
  -s "$api/archives/purchases?customer=$customer" -s "$api/users" -H "$bearer" -m all,-wapp,-shellshock,-takeover,-log4shell,-drupal_enum,-wp_enum \
  --scope folder --max-scan-time 240 --flush-session -f json -o "$work/wapiti.json" >"$work/wapiti.log" 2>&1 || true
jq -r '(.vulnerabilities, .anomalies) | to_entries[] | .key as $kind | .value[] | "\(.level) \($kind): \(.method) \(.path) \(.parameter) \(.info)"' \
  "$work/wapiti.json" >"$work/wapiti.txt"
# Levels: 1 low, 2 medium, 3 high, 4 critical.
grep -E '^[2-4] ' "$work/wapiti.txt" >"$work/wapiti-found.txt" || true

# 3. sqlmap: every parameter of every operation of the API, in path, query and body.
echo "sqlmap" >&2
mkdir "$work/requests"
jq -r --arg customer "$customer" -f requests.jq "$work/openapi.json" >"$work/requests.tsv"
count=0
while IFS=$'\t' read -r method path json; do
  count=$((count + 1))
  {
    printf '%s /api/v1%s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nAccept: application/json\r\n%s\r\n' "$method" "$path" "$KITHWORK_HTTP_PORT" "$bearer"
    if [ "$json" != - ]; then printf 'Content-Type: application/json\r\nIf-Match: "1"\r\n\r\n%s' "$json"; else printf '\r\n'; fi
  } >"$work/requests/$count.txt"
done <"$work/requests.tsv"
: >"$work/sqlmap.txt"
export OUT=$work/sqlmap
one() {
  sqlmap -r "$1" --batch --disable-coloring --level 1 --risk 1 --smart --technique BEUT --time-sec 3 --timeout 20 --retries 0 \
    --ignore-code 401,404 --ignore-stdin --output-dir "$OUT-$(basename "$1" .txt)" 2>&1 | tee "$OUT-$(basename "$1").log" | grep -E "is vulnerable|injectable|identified the following" | sed "s|^|$(head -1 "$1" | tr -d '\r'): |" || true
}
export -f one
find "$work/requests" -name '*.txt' | sort -V | xargs -P 2 -I{} bash -c 'one {}' >>"$work/sqlmap.txt"
grep -E "identified the following|is vulnerable" "$work/sqlmap.txt" >"$work/sqlmap-found.txt" || true
tested=$(cat "$work"/sqlmap-*.log 2>/dev/null | grep -c "testing if\|does not seem to be injectable\|might not be injectable\|skipping" || true)
[ "$tested" -gt "$count" ] || { echo "sqlmap did not work: $tested looks at parameters" >&2; exit 2; }

# Nothing may have failed inside meanwhile, and the audit must still hold.
{ grep -cE ' ERROR ' "$KITHWORK_DATA/log/kithwork.log" || true; } >"$work/errors.txt"
curl -fs "$base/health/ready" >/dev/null
found=$(cat "$work"/{ffuf,wapiti,sqlmap}-found.txt | wc -l)
{
  echo "# The last scan"
  echo
  echo "Made by \`bench/security/scan.sh\`. Medium weight or above: **$found**."
  echo
  echo "| tool | what it tried | found |"
  echo "|---|---|---|"
  echo "| $(ffuf -V | head -1) | $(wc -l <"$words") words at 8 places, as a stranger: what answers that should not | $(wc -l <"$work/ffuf-found.txt") |"
  echo "| wapiti $(wapiti --version 2>/dev/null | tail -1 | awk '{print $2}') | console and API with a token; all modules but those for other products | $(wc -l <"$work/wapiti-found.txt") |"
  echo "| sqlmap $(sqlmap --version 2>/dev/null | head -1) | $count requests made of the OpenAPI, every parameter in path, query and body; $tested looks at parameters | $(wc -l <"$work/sqlmap-found.txt") |"
  echo
  echo "Lines of level ERROR in the log meanwhile: $(cat "$work/errors.txt")."
  for tool in ffuf wapiti sqlmap; do
    if [ -s "$work/$tool-found.txt" ]; then
      echo
      echo "## $tool"
      echo '```'
      sed "s|$base||g" "$work/$tool-found.txt"
      echo '```'
    fi
  done
  if [ -s "$work/wapiti.txt" ]; then
    echo
    echo "## What wapiti noted below that weight"
    echo '```'
    sed "s|$base||g" "$work/wapiti.txt" | grep -E '^1 ' | sort | uniq -c | head -40
    echo '```'
  fi
} >"$report"
cat "$report"
[ "${KEEP:-}" ] && cp -r "$work" "$KEEP"
[ "$found" -eq 0 ]
