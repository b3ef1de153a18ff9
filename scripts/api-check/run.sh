#!/usr/bin/env bash
# Whether the API is what it says it is: its description is valid, and requests made of it bring to light no fault of the daemon, no answer
# that is not described, and no request that ought to be refused and is not.
#
#   ROOST_TOKEN=... scripts/api-check/run.sh http://localhost:7070 DIRECTORY
#
# The directory gets the tools, by pip, and can be used again. Use a daemon that may lose its apps.
set -euo pipefail
url=$1 tools=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

if [[ ! -x $tools/bin/schemathesis ]]; then
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check 'schemathesis==4.32.5' 'openapi-spec-validator==0.9.0'
fi

curl --silent --fail --header "Authorization: Bearer $ROOST_TOKEN" "$url/api/v1/openapi.json" >"$tools/openapi.json"
"$tools/bin/openapi-spec-validator" "$tools/openapi.json"

left_out=(
    # Install, remove or prove software, for minutes.
    post-runtimes post-runtimes-upgrade post-runtimes-remove post-runtimes-collect post-runtimes-verify post-repairs
    post-bundles post-bundles-install post-bundles-verify post-environments post-tool-caches
    # Asks servers of the internet.
    get-runtimes-by-specifier-versions
    # Would revoke the token that this runs with.
    delete-tokens-by-name
)
arguments=()
for name in "${left_out[@]}"; do arguments+=(--exclude-operation-id "$name"); done

export PYTHONPATH=$here SCHEMATHESIS_HOOKS=hooks PYTHONDONTWRITEBYTECODE=1
# That what fits a schema is accepted cannot be asked for: there is no app of most names.
cd "$tools"
"$tools/bin/schemathesis" --config-file "$here/schemathesis.toml" run openapi.json --url "$url/api/v1" \
    --phases coverage,fuzzing --max-examples "${EXAMPLES:-4}" --seed 1 --no-shrink --continue-on-failure --workers 1 \
    --checks all --exclude-checks positive_data_acceptance --request-timeout 30 "${arguments[@]}"
