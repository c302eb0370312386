#!/usr/bin/env bash
# By hand, as root, after jobs/package.sh: installs the packages in a fresh Debian 12 and tries them there without network.
#   bash tests/package.sh [FOLDER]      where the Debian is set up, kept for the next time (default build-package/root)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
packages=build-package/packages
root=$(realpath -m "${1:-build-package/root}")
bash jobs/install.sh debootstrap
[ -x "$root/usr/bin/apt-get" ] || debootstrap --variant=minbase bookworm "$root" >"$root.log" 2>&1 || { tail "$root.log"; exit 1; }

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive "$@"; }
rm -rf "$root/packages"
mkdir "$root/packages"
cp "$packages"/*.deb "$root/packages"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cp tests/find_package/{CMakeLists.txt,main.cpp} jobs/examples/{critical_fields.c,three_lines.py} "$root/packages"
inside apt-get update -qq
# what the packages need is fetched before and may be there from the last time; they are installed, as all that follows, without network
inside apt-get install -y -qq --no-install-recommends g++ cmake make pkg-config man-db bash-completion >"$root.log" 2>&1 ||
    { tail "$root.log"; exit 1; }
# and what they recommend themselves, but not what that recommends
wanted='--no-install-recommends /packages/*.deb python3-h5py python3-h5netcdf python3-matplotlib'
inside bash -c "apt-get clean && apt-get install -y -qq --download-only $wanted" >>"$root.log" 2>&1 || { tail "$root.log"; exit 1; }

# in a network of its own, which is this machine alone
quiet() {
    unshare --net --mount bash -c 'ip link set lo up
        mount -t proc proc "$0/proc" && mount --bind /dev "$0/dev" && mount -t tmpfs tmpfs "$0/dev/shm" &&
        exec chroot "$0" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"' "$root" "$@"
}
quiet bash -c "apt-get install -y -qq $wanted" >>"$root.log" 2>&1 || { tail "$root.log"; exit 1; }
echo "== program"
quiet mirage point --T 0.02 --B 0.74 --beta 0.3 | sed -n '/^phase/,/^free/p'
quiet bash -c 'cd /tmp && OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1 \
    mpirun -n 2 mirage sweep /usr/share/mirage/decks/quickstart.cfg --T 0.5:3:6 --B 0:60:7 --overwrite --output run.h5 2>&1 | tail -n 2 &&
    mirage verify run.h5 && mirage plot run.h5'
quiet man -w mirage-fit mirage-deck mirage-file
quiet bash -c '. /usr/share/bash-completion/bash_completion; _completion_loader mirage; complete -p mirage'
echo "== python"
quiet bash -c 'cd /tmp && python3 /packages/three_lines.py'
quiet ls -l /tmp/B_c2.png
echo "== other programs"
quiet bash -c 'cd /tmp && cc /packages/critical_fields.c $(pkg-config --cflags --libs mirage-ising) -o example && ./example | tail -n 2 &&
    cmake -S /packages -B consumer >/dev/null && cmake --build consumer >/dev/null && ./consumer/consumer'
echo "== removed"
quiet dpkg --purge python3-ising-mirage libmirage-ising-dev libmirage-ising1 mirage-ising >/dev/null
quiet bash -c '! command -v mirage && ! find /usr -name "*ising*mirage*" -o -name "*mirage-ising*" | grep .'
echo "== beside Debian's mirage, an image viewer: not the program, but the Python package"
quiet bash -c 'apt-get -s install --no-install-recommends mirage /packages/mirage-ising_*.deb 2>&1 | grep "Conflicts: mirage"'
quiet bash -c 'apt-get -s install --no-install-recommends mirage /packages/{libmirage-ising1,python3-ising-mirage}_*.deb >/dev/null'
