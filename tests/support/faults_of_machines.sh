# shellcheck shell=bash
# shellcheck disable=SC2154,SC2034  # variables of tests/faults.sh
# For tests/faults.sh: power, clocks, memory, file systems and processors. What this machine cannot do is skipped, with the reason.

skip() { echo "$1: skipped, $2" >&2; }

# hold_run OUTPUT: a sweep in the middle of its work, a journal of which holds something
hold_run() {
    rm -rf "$work/go" "$work/go.held"
    start 2 "$1" "$((1 + RANDOM % positions)):$work/go"
    eventually [ -e "$work/go.held" ]
    eventually written "$1"
    [ -e "$work/go.held" ] || fail "the run ended before it was held"
}
# It goes on to its end; sets status.
go_on() {
    touch "$work/go"
    status=0
    wait $job || status=$?
}
# The run ended with a failure, and one line that has these words.
expect_failure() {
    [ $status -eq 1 ] || fail "status $status where '$1' was expected"
    [ "$(grep '^mirage: ' "$work/log" | grep -vc 'cannot write the checkpoint')" -eq 1 ] || fail "it does not say in one line what is wrong"
    grep '^mirage: ' "$work/log" | grep -q "$1" || fail "'$1' is not said"
}

# The wall clock is set hours forward and back in the middle of a run: times are those that passed, data are the same.
clock_jumps() {
    local i output=$work/run.h5
    if ldd "$program" | grep -q 'lib[at]san' || ! cc -shared -fPIC -o "$work/libclock_jump.so" "$here/support/clock_jump.c" 2>/dev/null; then
        skip "clock jumps" "needs a C compiler and a program without sanitizer"
        return
    fi
    for ((i = 0; i < $1; ++i)); do
        rm -rf "$output"
        echo $((RANDOM * 3)) >"$work/jump"
        before=(env "LD_PRELOAD=$work/libclock_jump.so" "MIRAGE_CLOCK_JUMP=$work/jump")
        hold_run "$output"
        find "$output.checkpoint" -name 'journal.*' -exec touch -d "1 hour" {} + # written before the clock is set back
        echo $((-3600 - RANDOM)) >"$work/jump"
        "${before[@]}" "$program" show "$output.checkpoint" >"$work/shown" || fail "show"
        grep -q 'ahead of this clock' "$work/shown" || fail "show does not tell that the clock was set back: $(cat "$work/shown")"
        go_on
        before=()
        [ $status -eq 0 ] || fail "status $status"
        ! grep -Eq '[0-9] h ' "$work/log" || fail "the clock is taken for the time that passed"
        compare "$output"
    done
    report "wall clock set by hours, both ways" "$1" "$1" - - yes
}

# The folder of the result is moved away and comes back after the run.
vanished() {
    local i
    for ((i = 0; i < $1; ++i)); do
        mkdir "$work/folder"
        hold_run "$work/folder/run.h5"
        mv "$work/folder" "$work/elsewhere"
        go_on
        expect_failure "No such file or directory"
        mv "$work/elsewhere" "$work/folder"
        finish_and_compare "$work/folder/run.h5"
        rm -r "$work/folder"
    done
    report "folder of the result vanishes" "$1" 0 - - yes
}

different_processors() {
    if ! grep -qw avx2 /proc/cpuinfo; then
        skip "processors of two kinds" "needs AVX2"
        return
    fi
    local status=0 sweep=("$program" sweep "$work/deck.cfg" --output "$work/kinds.h5")
    mpirun -n 1 env MIRAGE_INSTRUCTION_SET=plain "${sweep[@]}" : -n 1 env MIRAGE_INSTRUCTION_SET=avx2 "${sweep[@]}" >"$work/log" 2>&1 ||
        status=$?
    [ $status -eq 2 ] || fail "status $status where ranks differ in instruction set"
    [ "$(grep -c '^mirage: ' "$work/log")" -eq 1 ] && grep -q '^mirage: ranks differ in instruction set (avx2, plain)' "$work/log" ||
        fail "it does not say in one line that ranks differ"
    [ -z "$(find "$work" -name 'kinds.h5*')" ] || fail "something is left"
    report "processors of two kinds: refused" 1 - - - -
}

# A rank may need a moment more than mpirun to end.
unmount() {
    local begin
    begin=$(now)
    until umount "$1" 2>/dev/null; do
        [ "$(seconds "$begin" "$(now)" | cut -d. -f1)" -lt $longest ] || fail "the disk is still used"
        sleep 0.1
    done
}

# on_a_disk NAME TIMES FAULT: an ext4 of its own, the fault in the middle of a run, then the disk as it is found afterwards.
on_a_disk() {
    local i image=$work/image output=$work/ext4/run.h5
    export PATH=$PATH:/usr/sbin:/sbin
    for ((i = 0; i < $2; ++i)); do
        truncate -s 0 "$image" && truncate -s 32M "$image" && mkdir -p "$work/ext4"
        if [ "$(id -u)" -ne 0 ] || ! { mkfs.ext4 -q -F "$image" && mount -o loop,errors=remount-ro "$image" "$work/ext4"; } 2>/dev/null; then
            skip "$1" "needs root, mkfs.ext4 and a loop device"
            return
        fi
        disk=$work/ext4
        hold_run "$output"
        $3 "$work/ext4"
        go_on
        expect_failure "Read-only file system\|Input/output error"
        unmount "$work/ext4"
        fsck.ext4 -p "$image" >/dev/null 2>&1 || [ $? -eq 1 ] || fail "fsck"
        mount -o loop "$image" "$work/ext4"
        [ ! -e "$output" ] || fail "a result of a run that failed"
        finish_and_compare "$output"
        unmount "$work/ext4"
        disk=""
    done
    report "$1" "$2" 0 - - yes
}
# From one moment to the next nothing reaches the disk, neither data nor journal of the file system (EXT4_IOC_SHUTDOWN, no flush).
power_cut() {
    python3 -c 'import fcntl, os, struct, sys; fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d, struct.pack("I", 2))' "$1"
}
read_only() { echo 1 >"/sys/fs/ext4/$(basename "$(findmnt -no SOURCE "$1")")/trigger_fs_error"; }

# A folder of another machine, as sshfs gives it: its server is a process here. All ranks are killed.
network_folder() {
    local server=/usr/lib/openssh/sftp-server output=$work/network/run.h5
    mkdir -p "$work/network" "$work/server"
    printf '#!/bin/sh\nexec %s\n' $server >"$work/connect"
    chmod +x "$work/connect"
    if ! [ -x $server ] || ! sshfs -o ssh_command="$work/connect" "x:$work/server" "$work/network" 2>/dev/null; then
        skip "network folder" "needs sshfs, sftp-server and FUSE"
        return
    fi
    disk=$work/network
    hold_run "$output"
    pgrep -P $job | xargs -r kill -9
    { wait $job || true; } 2>/dev/null
    finish_and_compare "$output"
    [ "$(ls -A "$work/server")" = run.h5 ] || fail "left: $(ls -A "$work/server")"
    unmount "$work/network"
    disk=""
    report "network folder (sshfs), ranks killed" 1 0 - - yes
}

# memory_ends NAME TIMES FAULT: the fault to a random rank
memory_ends() {
    local i process finished=0 output=$work/run.h5
    for ((i = 0; i < $2; ++i)); do
        rm -rf "$output"
        hold_run "$output"
        process=$(pgrep -P $job | shuf -n 1)
        if ! $3 "$process"; then
            skip "$1" "needs a group of processes with a limit of memory"
            kill -9 $job
            { wait $job || true; } 2>/dev/null
            return
        fi
        go_on
        [ $status -ne 0 ] || finished=$((finished + 1)) # what was left to do needed no more
        [ $status -eq 0 ] || [ ! -e "$output" ] || fail "a result of a run that failed"
        while kill -0 "$process" 2>/dev/null; do sleep 0.02; done
        [ -z "$group" ] || rmdir "$group"
        group=""
        finish_and_compare "$output"
    done
    report "$1" "$2" "$finished" - - yes
}
killed_by_the_kernel() {
    local root name
    for root in /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max; do
        name=$(basename $root)
        mkdir "$(dirname $root)/mirage-$$" 2>/dev/null || continue
        group=$(dirname $root)/mirage-$$
        if [ -e "$group/$name" ] && echo "$1" >"$group/cgroup.procs" && echo 300k >"$group/$name"; then return 0; fi 2>/dev/null
        rmdir "$group"
        group=""
    done
    return 1
}
prlimit_of() { prlimit --pid "$1" --as=1000000; }
