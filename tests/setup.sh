# What a fresh Debian 12 or 13 or a Raspberry Pi OS lacks, installed: for `try.sh` and `run.sh`.
#
# Sourced, never run. Only what is missing is installed, so a second time takes seconds. Everything
# outside the system's own packages lies in the user's cache folder or in the checkout. Rust itself
# is not installed here: which one a person wants (rustup, Debian) is theirs to decide.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/wartemarke

rust_minor_min=92      # as in Cargo.toml: what slint 1.18 asks for
node_major_min=18      # what playwright-core and npm's lock file ask for; Debian 12 has it
python_minor_min=13    # what emupos asks for
emupos_version=0.4.0
nextest_is_used=no

# Libraries and tools the build links and calls.
packages_build=(gcc libc6-dev pkg-config libfontconfig-dev libinput-dev libudev-dev libgbm-dev
    libdrm-dev libxkbcommon-dev libssl-dev ca-certificates)
# For the languages of a town on screens and slips; DejaVu stands in for the printer's own letters.
packages_fonts=(fonts-noto-core fonts-dejavu-core)
# Opened by name while the program runs, so no linker ever asks for them.
packages_windows=(libx11-6 libx11-xcb1 libxi6 libxcursor1 libxkbcommon-x11-0)

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
give_up() { printf '\n\033[1mThis cannot go on:\033[0m %s\n' "$*" >&2; exit 1; }

# --- The system's packages -----------------------------------------------------------------------

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null | cut -c1-2)" = ii ]; }

# Installs those of the named packages that are missing, asking apt once.
install_packages() {
    local missing=() package
    for package in "$@"; do is_installed "$package" || missing+=("$package"); done
    [ ${#missing[@]} -gt 0 ] || return 0
    command -v apt-get >/dev/null || give_up "this system has no apt. Please install by hand what
Debian calls: ${missing[*]}"

    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; } || give_up \
            "some packages are missing, and neither root nor sudo is at hand. Somebody who may, please:
    apt-get install --no-install-recommends ${missing[*]}
Then start this again."
        as_root=(sudo)
    fi
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    mkdir -p "$cache"
    # A machine that has just been started may be updating itself: five minutes of patience.
    local log=$cache/apt.log
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)
    # A failing update may still leave usable lists (one dead mirror among many): install decides.
    "${as_root[@]}" "${apt[@]}" update >"$log" 2>&1 || say "The package lists could not all be renewed."
    "${as_root[@]}" "${apt[@]}" install --no-install-recommends "${missing[@]}" >>"$log" 2>&1 || {
        tail -n 12 "$log" >&2
        give_up "apt could not install the packages above. All of its words are in $log."
    }
    # The tests start a mosquitto of their own; the one Debian starts for everybody is not wanted.
    if [[ " ${missing[*]} " == *" mosquitto "* ]] && [ -d /run/systemd/system ]; then
        "${as_root[@]}" systemctl disable --now mosquitto.service >>"$log" 2>&1 || true
    fi
}

# Debian's node and npm, unless a node from elsewhere brought its own.
packages_node() {
    command -v node >/dev/null && command -v npm >/dev/null || echo nodejs npm
}

# --- Tools that do not come from apt -------------------------------------------------------------

need_rust() {
    command -v cargo >/dev/null || PATH=$HOME/.cargo/bin:$PATH
    local how="Please get it from https://rustup.rs (or: apt install rustup && rustup default stable,
on Debian 13), open a new terminal, and start this again."
    command -v cargo >/dev/null && command -v rustc >/dev/null || give_up "there is no Rust here. $how"
    local version; version=$(rustc --version | cut -d' ' -f2)
    local minor; minor=$(echo "$version" | cut -d. -f2)
    [ "$(echo "$version" | cut -d. -f1)" -gt 1 ] || [ "$minor" -ge "$rust_minor_min" ] || give_up \
        "this Rust is $version, and 1.$rust_minor_min or newer is needed. With rustup: rustup update stable.
Otherwise: $how"
}

# Not for trying: only the tests look at how the code is laid out.
need_rustfmt() {
    cargo fmt --version >/dev/null 2>&1 || give_up "cargo fmt is missing, and the tests begin with it. Please:
    rustup component add rustfmt
(or, with Debian's own Rust: apt install rustfmt), and start this again."
}

need_node() {
    local version; version=$(node --version 2>/dev/null) && version=${version#v}
    [ "${version%%.*}" -ge "$node_major_min" ] 2>/dev/null || give_up \
        "node $node_major_min or newer is needed, and this is ${version:-none}. Debian 12's own is new enough."
}

# The browser tests' libraries, as locked. Stamped with the lock, so that it is fetched once.
set_up_browser() {
    local lock=$project/tests/browser/package-lock.json stamp=$project/tests/browser/node_modules/.locked
    cmp -s "$lock" "$stamp" && return 0
    say "Fetching the browser tests' libraries"
    (cd "$project/tests/browser" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) ||
        give_up "npm could not fetch what the browser tests use. Its words are above; mostly it is the network."
    cp "$lock" "$stamp"
}

# A Python new enough for emupos, printed; nothing when none is to be had.
find_python() {
    local candidate
    for candidate in python3.1{3,4,5,6} python3 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1*/bin/python3; do
        "$candidate" -c "import sys, venv; sys.exit(sys.version_info < (3, $python_minor_min))" \
            2>/dev/null && { echo "$candidate"; return 0; }
    done
    return 1
}

# Debian 13's Python, unpacked beside the system: it runs on its own C library, and is never installed.
unpack_python() {
    local root=$cache/trixie mode
    if [ ! -e "$root/.complete" ]; then
        # In a subshell: without these packages tests are skipped, while `give_up` would end all of them.
        (install_packages mmdebstrap debian-archive-keyring) || return 1
        say "Unpacking Debian 13's Python into $root (emupos needs 3.$python_minor_min)"
        # Packages are only extracted, so nobody has to be root in there. Unsharing needs uidmap, and a
        # system that lets users do it.
        local modes=(root)
        # shellcheck disable=SC2207 # one word or none
        [ "$(id -u)" -eq 0 ] || modes=($(command -v newuidmap >/dev/null && echo unshare) chrootless)
        : >"$cache/mmdebstrap.log"
        for mode in "${modes[@]}"; do
            rm -rf "$root"
            mmdebstrap --quiet --mode="$mode" --variant=extract --format=directory \
                --include=python3,python3-pip,ca-certificates trixie "$root" 2>>"$cache/mmdebstrap.log" &&
                touch "$root/.complete" && break
        done
        [ -e "$root/.complete" ] || return 1
    fi
    local loader; loader=$(find "$root/usr/lib" -maxdepth 2 -name 'ld-linux*.so.*' | head -n 1)
    [ -n "$loader" ] || return 1
    # A symbolic link of a venv would lose the loader, so the interpreter is a script.
    cat >"$cache/python3" <<END
#!/bin/sh
exec env PYTHONHOME="$root/usr" PYTHONPATH="$cache/emupos/site:$root/usr/lib/python3/dist-packages" \\
    "$loader" --library-path "$(dirname "$loader")" "$root/usr/bin/python3" "\$@"
END
    chmod +x "$cache/python3"
    "$cache/python3" -c "import sys; sys.exit(sys.version_info < (3, $python_minor_min))"
}

# emupos: a printer that was written by others, and so reads our slips without our misunderstandings.
set_up_emupos() {
    local home=$cache/emupos python
    "$home/bin/emupos" --help >/dev/null 2>&1 && return 0
    say "Installing emupos $emupos_version, the independent printer"
    rm -rf "$home"
    if python=$(find_python) && "$python" -m venv "$home" >"$cache/emupos.log" 2>&1; then
        # Whether it came is seen below: without it the tests go on, and say what they lack.
        "$home/bin/pip" install --quiet "emupos==$emupos_version" >>"$cache/emupos.log" 2>&1 || true
    elif unpack_python; then
        mkdir -p "$home/bin"
        "$cache/python3" -m pip install --quiet --break-system-packages --target "$home/site" \
            "emupos==$emupos_version" >>"$cache/emupos.log" 2>&1 || true
        printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$cache/python3" "$home/site/bin/emupos" >"$home/bin/emupos"
        chmod +x "$home/bin/emupos"
    fi
    "$home/bin/emupos" --help >/dev/null 2>&1 && return 0
    rm -rf "$home"
    say "NO INDEPENDENT PRINTER: emupos (it needs Python 3.$python_minor_min) could not be had here. Why is"
    say "in $cache/*.log. The tests that print to it are counted as skipped below."
}

# What reads our calendar files, counts holidays, and asks what our API promises: by others, so without our
# misunderstandings.
set_up_readers() {
    local home=$cache/readers wanted=$project/tests/readers/requirements.txt
    cmp -s "$wanted" "$home/.installed" && return 0
    say "Installing what reads our calendar files and asks our API"
    rm -rf "$home"
    # Debian's own is new enough; emupos asks for a newer one than these.
    if python3 -m venv "$home" >"$cache/readers.log" 2>&1 &&
        "$home/bin/pip" install --quiet --requirement "$wanted" >>"$cache/readers.log" 2>&1; then
        cp "$wanted" "$home/.installed"
        return 0
    fi
    rm -rf "$home"
    say "NO READERS: the packages of tests/readers could not be had here. Why is in $cache/readers.log."
    say "The tests that ask them are counted as skipped below."
}

# slapd, for logging in with a directory. Unpacked beside the system and never installed: Debian's
# package would start one for everybody.
set_up_slapd() {
    local root=$cache/slapd libraries
    [ ! -e "$root/usr/sbin/slapd" ] || return 0
    say "Unpacking Debian's slapd into $root"
    rm -rf "$root" "$cache/slapd.deb"; mkdir -p "$root" "$cache/slapd.deb"
    # Its perl is for what nobody uses here. In a subshell: without slapd tests are skipped, and not all ended.
    libraries=$(apt-cache depends slapd 2>/dev/null | awk '/^ *Depends: lib/ && !/perl/ {print $2}')
    # shellcheck disable=SC2086 # many words
    if (install_packages openssl $libraries) && (cd "$cache/slapd.deb" && apt-get -q download slapd) \
        >"$cache/slapd.log" 2>&1; then
        dpkg -x "$cache"/slapd.deb/slapd_*.deb "$root" >>"$cache/slapd.log" 2>&1 || true
    fi
    rm -rf "$cache/slapd.deb"
    [ ! -e "$root/usr/sbin/slapd" ] || return 0
    rm -rf "$root"
    say "NO DIRECTORY: slapd could not be had here. Why is in $cache/*.log. The tests that ask it are"
    say "counted as skipped below."
}

# --- What the two commands ask for ---------------------------------------------------------------

# All that building and trying the town hall needs. Takes more packages for those who need them.
set_up() {
    # shellcheck disable=SC2046 # two words or none
    install_packages "${packages_build[@]}" "${packages_fonts[@]}" $(packages_node) "$@"
    need_rust
    need_node
}

# All that the tests need on top.
set_up_tests() {
    set_up "${packages_windows[@]}" chromium zbar-tools mosquitto gettext python3-venv git espeak-ng \
        tesseract-ocr
    need_rustfmt
    set_up_browser
    set_up_emupos
    set_up_readers
    set_up_slapd
    if cargo nextest --version >/dev/null 2>&1; then nextest_is_used=yes; fi
}
