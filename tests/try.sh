#!/usr/bin/env bash
# Builds the town hall and opens it on http://localhost:8080, with everything it needs installed.
#
#   tests/try.sh                         kiosk, display, clerk and status page in the browser
#   tests/try.sh --windows               the kiosk and the display as windows of this desktop
#   tests/try.sh --config FILE           a town of your own, perhaps one that writes letters
#   tests/try.sh --replay FILE           lists the days of a file of bookings
#   tests/try.sh --replay FILE --day 2026-11-26 --speed 60 --counters 3
#                                        plays that day of a real town, to watch
# Everything else goes to the town hall itself: tests/try.sh --help
set -euo pipefail
source "$(dirname "$0")/setup.sh"

packages=()
for argument in "$@"; do
    if [ "$argument" = --windows ]; then
        packages=("${packages_windows[@]}")
        [ -n "${DISPLAY:-}" ] || give_up "--windows needs a desktop, and none is running here (DISPLAY is
not set). Without it the kiosk and the display are shown in the browser."
    fi
done

say "Looking for what is missing"
set_up ${packages[@]+"${packages[@]}"}

say "Building the town hall (from nothing a quarter of an hour or more on two cores, then seconds)"
# A relative path of a file is meant from where the person stands, so cargo goes to the project instead.
cargo build --manifest-path "$project/Cargo.toml" --workspace --bins
target=${CARGO_TARGET_DIR:-$project/target}
say "Opening the town hall"
exec "$target/debug/town-hall" "$@"
