#!/usr/bin/env bash
# The job scripts under a real SLURM: two nodes on this machine, installed and started here, gone afterwards.
# Exit status 77 and one line where that is not possible.
#   bash tests/slurm.sh [--full] [PROGRAM]        --full: five time limits instead of one
# Jobs last until what they are there for has happened: MIRAGE_TEST_HOLD (src/parallel/hold.hpp) holds each start after some
# items. Times below are guards against a SLURM that hangs.
set -euo pipefail
limits=1
if [ "${1:-}" = --full ]; then
    limits=5
    shift
fi
program=$(realpath "${1:-$(dirname "${BASH_SOURCE[0]}")/../build/mirage}")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source=$PWD
skip() { echo "slurm.sh: skipped: $1"; exit 77; }
fail() { echo "slurm.sh: $1" >&2; exit 1; }

[ "$(id -u)" -eq 0 ] || skip "starting SLURM needs root"
# In a process namespace of its own nothing outlives this script, not even when it is killed.
if [ -z "${MIRAGE_TEST_INSIDE:-}" ] && unshare --pid --fork --mount-proc true 2>/dev/null; then
    full=()
    [ "$limits" -eq 1 ] || full=(--full)
    MIRAGE_TEST_INSIDE=yes exec unshare --pid --fork --mount-proc --kill-child bash tests/slurm.sh "${full[@]}" "$program"
fi
bash jobs/install.sh slurmctld slurmd slurm-client slurm-wlm-basic-plugins munge hdf5-tools >/dev/null 2>&1 ||
    skip "the packages of SLURM cannot be installed here"
for command in slurmctld slurmd munged sbatch h5diff setpriv; do
    command -v "$command" >/dev/null || skip "no $command on this machine"
done
. jobs/environment.sh

# ---- SLURM

folder=$(mktemp -d /tmp/mirage-slurm.XXXXXX)
chmod 755 "$folder"
export SLURM_CONF=$folder/slurm.conf
daemons=()

free_port() { # the next port that nobody listens on
    while port=$((port + 1)) && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
}

eventually() { # seconds, command...
    local tries=$(($1 * 5))
    shift
    until "$@" >/dev/null 2>&1; do
        [ $((tries -= 1)) -gt 0 ] || return 1
        sleep 0.2
    done
}

daemon() { # name, command...
    local name=$1
    shift
    setsid "$@" </dev/null >"$folder/$name.out" 2>&1 &
    daemons+=($!)
}

no_jobs() { [ -z "$(squeue --noheader)" ]; }
gone() { ! kill -0 "$1"; }

stop_slurm() {
    local pid i
    if [ ${#daemons[@]} -gt 1 ]; then
        squeue --noheader --format=%A 2>/dev/null | sort -u | xargs -r scancel 2>/dev/null || true
        eventually 20 no_jobs || true
    fi
    for ((i = ${#daemons[@]} - 1; i >= 0; --i)); do
        pid=${daemons[i]}
        kill -TERM "$pid" 2>/dev/null || continue
        eventually 10 gone "$pid" || kill -KILL "$pid" 2>/dev/null || true
    done
    daemons=()
    # what a failed test may have left of its jobs, not the commands below
    unset SLURM_CONF
    grep -lsF "SLURM_CONF=$folder" /proc/[0-9]*/environ | cut -d / -f 3 | xargs -r kill -KILL 2>/dev/null || true
}
finish() {
    local status=$?
    trap - EXIT
    if [ "$status" -ne 0 ]; then
        tail -n 15 "$folder"/work/*.log 2>/dev/null || true
        grep -hvE "debug|rmdir_recursive|spmix_appdir" "$folder"/slurm*.log 2>/dev/null | tail -n 20 || true
    fi
    stop_slurm
    rm -rf "$folder"
    exit "$status"
}
trap finish EXIT
trap 'exit 1' INT TERM

start_slurm() {
    local host nodes=() lines="" name apart="" port=$((20000 + RANDOM % 10000)) memory controller
    host=$(uname -n)
    host=${host%%.*}
    mkdir -p "$folder"/{munge,state,work}
    (umask 077 && head -c 1024 /dev/urandom >"$folder/munge/key")
    chown -R munge: "$folder/munge"
    daemon munged setpriv --reuid=munge --regid=munge --clear-groups \
        munged --foreground --key-file="$folder/munge/key" --socket="$folder/munge/socket" \
        --pid-file="$folder/munge/pid" --log-file="$folder/munge/log" --seed-file="$folder/munge/seed"
    eventually 10 munge --no-input --socket="$folder/munge/socket" || skip "munged does not start: $(cat "$folder/munged.out")"

    # Nodes of one machine would share the names of OpenMPI's memory segments: each one gets its own host name where
    # that is allowed, otherwise the ranks talk over TCP.
    unshare --uts true 2>/dev/null && apart=yes || export OMPI_MCA_btl=self,tcp
    memory=$(awk '/MemTotal/ {print int($2 / 1024 / 3)}' /proc/meminfo)
    free_port
    controller=$port
    for name in one two; do
        free_port
        nodes+=("$name")
        mkdir -p "$folder/$name" "$folder/pmix-$name" "$folder/conf-$name"
        ln -s ../slurm.conf "$folder/conf-$name/slurm.conf"
        echo "PMIxCliTmpDirBase=$folder/pmix-$name" >"$folder/conf-$name/mpi.conf"
        lines+="NodeName=$name NodeHostname=$host NodeAddr=127.0.0.1 Port=$port CPUs=4 RealMemory=$memory"$'\n'
    done
    # cred_expire: how long a requeued job waits; KillWait: between SIGTERM and SIGKILL, as long as the default
    cat >"$SLURM_CONF" <<END
ClusterName=mirage
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$controller
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket=$folder/munge/socket,cred_expire=6
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/%n
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.%n.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,sched_min_interval=2,bf_interval=1
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
JobRequeue=1
KillWait=30
OverTimeLimit=0
MinJobAge=600
ReturnToService=2
MailProg=/bin/true
${lines}PartitionName=all Nodes=ALL Default=YES State=UP
END
    daemon slurmctld slurmctld -D -i -f "$SLURM_CONF"
    for name in "${nodes[@]}"; do
        daemon "slurmd-$name" ${apart:+unshare --uts sh -c 'hostname "$0" && exec "$@"' "$name"} \
            slurmd -D -f "$folder/conf-$name/slurm.conf" -N "$name"
    done
    eventually 20 both_idle || { tail -n 5 "$folder"/*.log >&2; skip "SLURM does not start here"; }
}
both_idle() { [ "$(sinfo --noheader --Node --format=%T | sort | uniq -c | xargs)" = "2 idle" ]; }


# ---- jobs

deck() { # name, temperatures
    cat >"$1.cfg" <<END
[material]
beta = 7
[grid]
T = 0.05:1.05:$2
B = 0:8:40
gamma = 0,0.1
alpha = 0,0.3
[run]
checkpoint = 1
END
}
# Every start of the jobs that are submitted from now on is held after 8 items, until the file NAME is there.
hold() { # name
    export MIRAGE_TEST_HOLD=8:$folder/work/$1
}
plain() { # name: the same without SLURM, in plain-NAME.h5
    env -u SLURM_CONF -u MIRAGE_TEST_HOLD OMP_NUM_THREADS=1 mpirun --oversubscribe --bind-to none -n 2 \
        "$program" sweep "$1.cfg" --output "plain-$1.h5" >"plain-$1.out" 2>&1 || fail "plain run: $(cat "plain-$1.out")"
}
same() { # name, result
    h5diff --exclude-attribute / "plain-$1.h5" "$2" >h5diff.out || fail "$2 is not the plain run's: $(head -n 5 h5diff.out)"
    [ ! -e "$2.checkpoint" ] || fail "$2.checkpoint is left"
}
# Two nodes, two ranks on each, two threads in each.
submit() { # launcher, sbatch's options and words...
    local launcher=$1
    shift
    MIRAGE_LAUNCHER=$launcher sbatch --parsable --nodes=2 --ntasks-per-node=2 --cpus-per-task=2 --time=60 --signal=B:USR1@119 "$@"
}
job() { scontrol show job "$1" | sed -n "s/.*\b$2=\([^ ]*\).*/\1/p" | head -n 1; } # job, field
ended() { [[ $(job "$1" JobState) =~ ^(COMPLETED|FAILED|CANCELLED|TIMEOUT|NODE_FAIL|OUT_OF_MEMORY)$ ]]; }
wait_for() { # job, seconds, state
    eventually "$2" ended "$1" || fail "job $1 is $(job "$1" JobState) after $2 s"
    [ "$(job "$1" JobState)" = "$3" ] || fail "job $1 ended as $(job "$1" JobState), expected $3"
}
shares() { grep -ohE "(stopped at|resuming:) [0-9.]+ %" "$@" | grep -oE '[0-9.]+ %' | xargs | sed 's/ %/ %,/g; s/,$//'; }
kept() { [ -n "$(find "$1.checkpoint" -name "journal.*$2.*" -size +0 2>/dev/null)" ]; } # output, start
ranks() { # of all jobs, by their working folder
    local pid
    for pid in $(pgrep -x "$(basename "$program")"); do
        [ "$(readlink "/proc/$pid/cwd")" != "$folder/work" ] || echo "$pid"
    done
}
report() { # what
    printf '%-78s %4s s\n' "$1" $((SECONDS - began))
    began=$SECONDS
}

# The time limit of a running job comes down to the next minute but one: the warning, 119 s before it, is due, and comes
# when SLURM looks at the limits, twice a minute.
limit() { # job
    local running=$(($(date +%s) - $(date -d "$(job "$1" StartTime)" +%s)))
    scontrol update JobId="$1" TimeLimit=$((running / 60 + 2))
}
restarted() { [ "$(job "$1" Restarts)" -ge "$2" ]; } # job, times
check_time_limits() {
    local id i
    hold limits
    id=$(submit srun "$source/jobs/mirage.sbatch" big.cfg --output srun.h5)
    for ((i = 1; i <= limits; ++i)); do
        eventually 300 [ -e limits.held ] || fail "start $i of job $id is not held"
        eventually 60 kept srun.h5 $((i - 1)) || fail "nothing is kept of start $i of job $id"
        rm limits.held
        limit "$id"
        eventually 300 restarted "$id" "$i" || fail "job $id is not requeued at its time limit"
        scontrol update JobId="$id" TimeLimit=60
    done
    touch limits
    wait_for "$id" 600 COMPLETED
    [ "$(job "$id" Restarts)" -eq "$limits" ] || fail "$(job "$id" Restarts) restarts instead of $limits"
    [ "$(grep -c "exit status 75 (limit)" "mirage-$id.log")" -eq "$limits" ] || fail "not every limit stopped the sweep"
    [ "$(grep -c "resuming: " "mirage-$id.log")" -eq "$limits" ] || fail "not every start resumed"
    grep -q " 4 ranks x 2 threads" "mirage-$id.log" || fail "not 4 ranks with 2 threads each"
    report "srun: time limits $limits, $(shares "mirage-$id.log")"
    plain big
    report "the same without SLURM"
    same big srun.h5
}

# One sweep through four interruptions; every leg resumes where the one before it was interrupted.
legs=0
start_leg() { # launcher
    hold legs
    rm -f legs.held
    id=$(submit "$1" "$source/jobs/mirage.sbatch" big.cfg --output legs.h5)
    eventually 300 [ -e legs.held ] || fail "job $id is not held"
    eventually 60 kept legs.h5 "$legs" || fail "nothing is kept of job $id"
    [ "$legs" -eq 0 ] || grep -q "resuming" "mirage-$id.log" || fail "job $id does not resume"
    legs=$((legs + 1))
}
end_leg() { # job, state
    local since=$SECONDS
    wait_for "$1" 120 "$2"
    eventually 120 no_jobs || fail "job $1 does not go away"
    [ -z "$(ranks)" ] || fail "ranks are left of job $1"
    gone_after=$((SECONDS - since))
}
check_cancel() { # launcher
    local id gone_after
    start_leg "$1"
    scancel "$id"
    end_leg "$id" CANCELLED
    report "$1: cancelled, gone after $gone_after s, $(shares "mirage-$id.log")"
}
check_death() { # launcher
    local id pids gone_after
    start_leg "$1"
    mapfile -t pids < <(ranks)
    [ ${#pids[@]} -eq 4 ] || fail "there are ${#pids[@]} ranks"
    kill -KILL "${pids[-1]}"
    end_leg "$id" FAILED
    report "$1: a rank killed, all gone after $gone_after s, $(shares "mirage-$id.log")"
}
check_last_leg() { # launcher
    local id
    start_leg "$1"
    touch legs
    wait_for "$id" 600 COMPLETED
    same big legs.h5
    report "$1: submitted a last time, the file is the plain run's, $(shares "mirage-$id.log")"
}

# The last task shares its number with the whole array: only this one may start again.
check_array() {
    local id deck restarts
    hold array
    deck first 12
    deck second 20
    id=$(submit "" --nodes=1 --array=1-3 "$source/jobs/mirage-array.sbatch" first.cfg second.cfg --restart)
    for deck in first-1 second-2; do
        eventually 300 kept $deck.h5 0 || fail "nothing is kept of $deck.h5 of job $id"
    done
    scancel --signal=USR1 --batch "${id}_2"
    eventually 120 restarted "${id}_2" 1 || fail "task 2 of job $id is not requeued"
    touch array
    wait_for "${id}_1" 600 COMPLETED
    wait_for "${id}_2" 600 COMPLETED
    wait_for "${id}_3" 120 FAILED
    grep -q "start 1, .* srun " "mirage-${id}_1.log" || fail "srun with PMIx is not the first choice"
    restarts="$(job "${id}_1" Restarts) $(job "${id}_2" Restarts)"
    [ "$restarts" = "0 1" ] || fail "restarts of the array's tasks: $restarts, not 0 1"
    plain first
    plain second
    same first first-1.h5
    same second second-2.h5
    report "array of two decks, one of them stopped and requeued, $(shares "mirage-${id}_2.log")"
}

# Which sweep is that of a task; without SLURM.
chosen() { # task, words...
    SLURM_JOB_ID=0 SLURM_ARRAY_TASK_ID=$1 bash -uc \
        '. "$0/jobs/slurm.sh"; choose_sweep "$@" >/dev/null && printf "<%s>" "${sweep[@]}"' "$source" "${@:2}" || echo "$?"
}
check_lists() {
    local expected
    printf '# comment\na.cfg --beta 1 # too\n\n  b.cfg --output=own.h5\n' >sweeps.txt
    while read -r -a words && read -r expected; do
        [ "$(chosen "${words[@]}")" = "$expected" ] || fail "sweep of ${words[*]} is $(chosen "${words[@]}"), not $expected"
    done <<'END'
1 sweeps.txt --tolerance 1e-9
<a.cfg><--beta><1><--output><a-1.h5><--tolerance><1e-9>
2 sweeps.txt
<b.cfg><--output=own.h5>
3 sweeps.txt
2
2 x/a.cfg x/b.cfg --T 1
<x/b.cfg><--output><b-2.h5><--T><1>
1 only.cfg
<only.cfg><--output><only-1.h5>
0 only.cfg
2
1 a.cfg b.cfg --output c.h5
2
END
    report "lists of sweeps"
}

check_giving_up() {
    local id
    printf '#!/bin/sh\nexit 75\n' >stuck
    chmod +x stuck
    id=$(MIRAGE_PROGRAM=$PWD/stuck submit srun --nodes=1 --ntasks-per-node=1 "$source/jobs/mirage.sbatch" big.cfg --output stuck.h5)
    wait_for "$id" 120 FAILED
    grep -q "not requeued" "mirage-$id.log" || fail "job $id does not tell why it was not requeued"
    report "a start that gets nothing done is the last"
}

began=$SECONDS
start_slurm
export MIRAGE_PROGRAM=$program
cd "$folder/work"
report "SLURM $(sinfo --version | cut -d ' ' -f 2), two nodes"

deck big 40
check_time_limits
for launcher in srun mpirun; do check_cancel "$launcher"; done
for launcher in srun mpirun; do check_death "$launcher"; done
check_last_leg srun
check_array
check_giving_up
check_lists
stop_slurm
report "all of SLURM stopped"
[ -z "$(pgrep -f "$folder")" ] || fail "left running: $(pgrep -af "$folder")"
