#!/usr/bin/env bash
# Builds Debian packages into build-package/packages and checks them with lintian.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash jobs/install.sh
bash jobs/install.sh lintian dpkg-dev fakeroot
build="build-package"
mkdir -p "$build"
cmake -S . -B "$build" -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr -DMIRAGE_BUILD_TESTS=OFF -DMIRAGE_DEBIAN=ON \
    -DMIRAGE_PYTHON_FOLDER=lib/python3/dist-packages "$@" >"$build/configure.log" 2>&1 || { cat "$build/configure.log"; exit 1; }
cmake --build "$build" --parallel "$(nproc)"
bash jobs/explorer.sh || [ $? -eq 77 ]  # without npm's packages the program comes without the page
[ ! -e build/explorer/mirage.html ] || install -D -m 644 -t "$build/explorer" build/explorer/mirage.html
rm -rf "$build/packages" "$build/_CPack_Packages"
(umask 022 && cd "$build" && cpack -G DEB -B packages) >"$build/cpack.log" 2>&1 || { cat "$build/cpack.log"; exit 1; }
lintian --allow-root --fail-on error,warning --suppress-tags-from-file jobs/package/debian/lintian-ignored "$build"/packages/*.deb
ls -l "$build"/packages/*.deb
