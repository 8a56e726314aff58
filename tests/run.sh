#!/usr/bin/env bash
# Installs what the tests need, and runs all of them. Green means: everything below was seen to work.
#
#   tests/run.sh                   every test; three quarters of an hour from nothing on two cores, a quarter when warm
#   tests/run.sh --long simulate   a hundred thousand simulated days; --seed N plays one of them again
#   tests/run.sh --long calendars  free slots of a hundred thousand calendars beside the rules told again
#   tests/run.sh --long contract   every promise of the hub's OpenAPI document, asked thousands of times
#   tests/run.sh --long mutants    planted mistakes, which the simulated days have to find
set -euo pipefail
source "$(dirname "$0")/setup.sh"
cd "$project"

# A long test is a command of the town hall: it prints what it does, and its exit code is its verdict.
if [ "${1:-}" = --long ]; then
    case ${2:-} in
        simulate | calendars | contract | mutants) ;;
        *) give_up "--long needs the name of a long test, one of: simulate, calendars, contract, mutants" ;;
    esac
    set_up_tests
    # The whole workspace, as always: a part alone has other features, and compiles for minutes.
    cargo build --workspace --bins
    exec "${CARGO_TARGET_DIR:-$project/target}/debug/town-hall" "${@:2}"
fi
[ $# -eq 0 ] || give_up "tests/run.sh takes nothing, or --long NAME."

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
# A test that cannot be held on this machine says why in this file (see `town_hall::skip`).
export WARTEMARKE_SKIPS=$results/skips
: >"$WARTEMARKE_SKIPS"
passed=0 failed=0 skipped=0

# Runs one check that passes or fails as a whole.
check() {
    local name=$1; shift
    say "$name"
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); say "FAILED: $name"; fi
}

# The sum of all "N WORD" in what the test runner said at its end.
sum_of() { { grep -oE "[0-9]+ $1" "$results/words" || true; } | awk '{n += $1} END {print n + 0}'; }

say "Setting up"
set_up_tests

check "Formatting" cargo fmt --all --check
say "Building everything; from nothing this takes more than half an hour on two cores"
cargo build --workspace --all-targets

say "Tests"
if [ "$nextest_is_used" = yes ]; then
    NEXTEST_SHOW_PROGRESS=none cargo nextest run --workspace --no-fail-fast 2>&1 |
        tee "$results/log" && rust=0 || rust=$?
    grep -E '^ +Summary' "$results/log" | tail -n 1 | sed 's/.*run://' >"$results/words" || true
else
    # One process for many tests: screens live on threads of their own, one at a time.
    cargo test --workspace --no-fail-fast -- --test-threads=1 2>&1 | tee "$results/log" && rust=0 || rust=$?
    grep -E '^test result:' "$results/log" >"$results/words" || true
fi
passed=$((passed + $(sum_of passed))) failed=$((failed + $(sum_of failed) + $(sum_of 'timed out')))
skipped=$((skipped + $(sum_of skipped) + $(sum_of ignored)))
# Something that broke before any test could fail (it does not compile, a process was killed).
if [ "$rust" -ne 0 ] && [ "$(sum_of failed)" -eq 0 ]; then failed=$((failed + 1)); fi

for scene in tests/browser/*.scene.mjs; do
    check "In the browser: $(basename "$scene" .scene.mjs)" node tests/browser/play.mjs "$scene"
done

# Cargo counts a test that could not be held as passed; we do not.
unheld=$(wc -l <"$WARTEMARKE_SKIPS")
passed=$((passed - unheld)) skipped=$((skipped + unheld))
[ "$unheld" -eq 0 ] || { say "SKIPPED, because this machine lacks something:"; sed 's/^/      /' "$WARTEMARKE_SKIPS"; }
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
