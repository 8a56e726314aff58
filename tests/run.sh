#!/usr/bin/env bash
# Installs what the tests need, and runs all of them. Green means: everything below was seen to work.
#
#   tests/run.sh                   every test; half an hour from nothing on two cores, a quarter when warm
#   tests/run.sh --long simulate   a hundred thousand simulated days; --seed N plays one of them again
#   tests/run.sh --long calendars  free slots of a hundred thousand calendars beside the rules told again
#   tests/run.sh --long contract   every promise of the hub's OpenAPI document, asked thousands of times
#   tests/run.sh --long legibility  a hundred walls, read from the last row with a third of the usual sight
#   tests/run.sh --long mutants    planted mistakes, which the simulated days have to find
#   tests/run.sh --pictures FOLDER  everything people see, to be looked at: each screen of the kiosk in each
#                                  language, colour and size, the wall, slips, letters and pages; half an hour
set -euo pipefail
source "$(dirname "$0")/setup.sh"
cd "$project"

# A long test is a command of the town hall: it prints what it does, and its exit code is its verdict.
if [ "${1:-}" = --long ]; then
    case ${2:-} in
        simulate | calendars | contract | legibility | mutants) ;;
        *) give_up "--long needs the name of a long test, one of: simulate, calendars, contract,
legibility, mutants" ;;
    esac
    set_up_tests
    # The whole workspace, as always: a part alone has other features, and compiles for minutes.
    cargo build --workspace --bins
    exec "${CARGO_TARGET_DIR:-$project/target}/debug/town-hall" "${@:2}"
fi
if [ "${1:-}" = --pictures ]; then
    [ $# -eq 2 ] || give_up "--pictures needs a folder."
    mkdir -p "$2"
    folder=$(cd "$2" && pwd)
    export KIOSK_GALLERY=$folder/kiosk DISPLAY_GALLERY=$folder/wall KEEP_PAPER=$folder/slips
    export WARTEMARKE_PREVIEW=$folder/pages
    set_up_tests
    # Those that draw; the names are parts of what the tests are called.
    exec cargo test --workspace -- --test-threads=1 looked_at slip letter laws the_picture_has
fi
[ $# -eq 0 ] || give_up "tests/run.sh takes nothing, --long NAME, or --pictures FOLDER."

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
# A test that cannot be held on this machine says why in this file (see `town_hall::skip`).
export WARTEMARKE_SKIPS=$results/skips
: >"$WARTEMARKE_SKIPS"
passed=0 failed=0 skipped=0

# How long each part took, for whoever wonders where the time goes. SECONDS counts from the start.
parts="" part_began=0
ends() {
    local took=$((SECONDS - part_began))
    parts+="${parts:+, }$1 $((took / 60)):$(printf %02d $((took % 60)))" part_began=$SECONDS
}

# Runs one check that passes or fails as a whole.
check() {
    local name=$1; shift
    say "$name"
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); say "FAILED: $name"; return 1; fi
}

# The sum of all "N WORD" in what the test runner said at its end.
sum_of() { { grep -oE "[0-9]+ $1" "$results/words" || true; } | awk '{n += $1} END {print n + 0}'; }

say "Setting up"
set_up_tests
ends "set-up"

check "Formatting" cargo fmt --all --check || true
say "Building everything; from nothing this takes a quarter of an hour on two cores"
cargo build --workspace --all-targets
ends "build"

say "Tests"
junit=$project/target/nextest/default/junit.xml
if [ "$nextest_is_used" = yes ]; then
    rm -f "$junit"
    NEXTEST_SHOW_PROGRESS=none cargo nextest run --config-file tests/nextest.toml --workspace \
        --no-fail-fast 2>&1 | tee "$results/log" && rust=0 || rust=$?
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
ends "tests"

for scene in tests/browser/*.scene.mjs; do
    name=$(basename "$scene" .scene.mjs) scene_began=$SECONDS
    check "In the browser: $name" node tests/browser/play.mjs "$scene" && verdict=passed || verdict=failed
    echo "$verdict $name" >>"$results/scenes"
    echo "$name $((SECONDS - scene_began))" >>"$results/scene-seconds"
done

ends "browser"

# Of what the tests said; a clause that nothing shows fails the run.
town_hall=${CARGO_TARGET_DIR:-$project/target}/debug/town-hall
check "Accessibility, clause by clause" "$town_hall" conformance-report "$results" || true

# Cargo counts a test that could not be held as passed; we do not. Some say it once for each thing they lack.
unheld=$(awk -F': ' '{print $1}' "$WARTEMARKE_SKIPS" | sort -u | wc -l)
passed=$((passed - unheld)) skipped=$((skipped + unheld))
[ "$unheld" -eq 0 ] || { say "SKIPPED, because this machine lacks something:"; sed 's/^/      /' "$WARTEMARKE_SKIPS"; }
# A person may lack anything; a build server has what can be installed, or nobody would notice. Out of its
# reach may be the Python 3.13 that emupos asks for, the files of real offices, which are not ours to give, and
# a kernel that lets a test make a keyboard.
may_be_missing='emupos|real office|the kernel makes no keyboard'
if [ "${CI:-}" = true ] && grep -vE "$may_be_missing" "$WARTEMARKE_SKIPS" >/dev/null; then
    say "FAILED: a build server skips nothing else than emupos, the files of real offices, and a made keyboard"
    failed=$((failed + 1))
fi
say "Minutes: $parts"
# What each part costs by itself, scenes in the browser included; only nextest says how long a test took.
if [ "$nextest_is_used" = yes ]; then
    by_part=$("$town_hall" minutes-report "$results" "$junit") || by_part="not known"
    say "Minutes of tests by part: $by_part"
fi
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
