# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Of tests/run, whose words it uses: the program with sanitisers in the hands of others.
# shellcheck disable=SC2154  # kongdi_root and logs are of tests/run

# under_sanitizer file command…: fails, too, when a sanitiser wrote of any process that it started.
under_sanitizer() {
    local said=$1 status=0
    local leaks=$kongdi_root/tests/sanitize/leaks.supp
    shift
    rm -f "$said".*
    ASAN_OPTIONS=detect_odr_violation=0:log_path=$said \
        LSAN_OPTIONS=suppressions=$leaks:print_suppressions=0 \
        UBSAN_OPTIONS=print_stacktrace=1:log_path=$said "$@" || status=1
    if compgen -G "$said.*" >/dev/null; then
        cat "$said".*
        status=1
    fi
    return "$status"
}

# The program itself, as others talk to it and start it. Not: hardening, whose filter refuses what a
# sanitiser asks of the system; settings and tls, which start no server of ours; clients of others.
sanitize_program() {
    local script name
    for script in features/walk features/open311 openrosa/openrosa webhooks/kill push/kill \
        exports/export_command index/index_command deploy/two_servers; do
        name=asan_${script//\//_}
        check "$name" under_sanitizer "$logs/said-$name" python3 "tests/server/${script}_test.py" \
            build/asan/kongdi
    done
}
