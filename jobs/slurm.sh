# shellcheck shell=bash
# Sourced by the job scripts: a sweep inside a SLURM allocation, over as many starts as it takes.
#
# MIRAGE_PROGRAM   the program (build/mirage beside this folder)
# MIRAGE_LAUNCHER  srun or mpirun (srun where SLURM offers PMIx, otherwise mpirun)
# MIRAGE_RESTARTS  the job gives up after so many requeues (100)
# OMP_NUM_THREADS  threads of a rank (--cpus-per-task of the allocation)

say() { echo "mirage job $SLURM_JOB_ID, start $((${SLURM_RESTART_COUNT:-0} + 1)), $(date '+%F %T'): $1"; }

# Of all sweeps of an array that of this task: sets `sweep`.
choose_sweep() { # DECK... or LIST, settings...
    local sweeps=() task=$SLURM_ARRAY_TASK_ID deck
    while [ $# -gt 0 ] && [[ $1 != -* ]]; do
        sweeps+=("$1")
        shift
    done
    if [ ${#sweeps[@]} -eq 1 ] && [[ ${sweeps[0]} != *.cfg ]]; then
        mapfile -t sweeps < <(sed 's/#.*//; /^[[:space:]]*$/d' "${sweeps[0]}")
    fi
    if [ "$task" -lt 1 ] || [ "$task" -gt ${#sweeps[@]} ]; then
        say "no sweep for task $task: there are ${#sweeps[@]}, counted from 1"
        return 2
    fi
    case " $* " in *" --output"*) say "--output for all tasks: each one needs its own, in a list"; return 2 ;; esac
    sweep=("${sweeps[task - 1]}")
    [[ ${sweep[0]} == *.cfg ]] || read -ra sweep <<<"${sweeps[task - 1]}"
    deck=${sweep[0]##*/}
    [[ "${sweep[*]}" == *" --output"* ]] || sweep+=(--output "${deck%.cfg}-$task.h5")
    sweep+=("$@")
    say "sweep $task of ${#sweeps[@]}: ${sweep[*]}"
}

# What the allocation says about ranks and threads: sets `launch`.
choose_launcher() {
    export OMP_NUM_THREADS=${OMP_NUM_THREADS:-${SLURM_CPUS_PER_TASK:-1}}
    export SLURM_MPI_TYPE=${SLURM_MPI_TYPE:-pmix}
    local launcher=${MIRAGE_LAUNCHER:-}
    if [ -z "$launcher" ]; then
        launcher=mpirun
        ! srun --mpi=list 2>&1 | grep -qw "$SLURM_MPI_TYPE" || launcher=srun
    fi
    case $launcher in
    # a dead rank ends the step; srun of 22.05 and later takes --cpus-per-task of the job only when told again
    srun) launch=(srun --kill-on-bad-exit=1 --cpus-per-task="${SLURM_CPUS_PER_TASK:-1}") ;;
    # OpenMPI would bind the threads of a rank to one core
    mpirun)
        launch=(mpirun --bind-to none)
        [ -z "${SLURM_NTASKS:-}" ] || launch+=(-n "$SLURM_NTASKS")
        ;;
    *) say "MIRAGE_LAUNCHER='$launcher': srun or mpirun"; return 2 ;;
    esac
}

# What the checkpoint holds by now [bytes]: the journals beside the output only grow.
checkpoint_size() { # DECK, settings...
    local output word previous=""
    output=$(sed -n 's/^[[:space:]]*\(output\.\)\?file[[:space:]]*=[[:space:]]*\([^#]*[^#[:space:]]\).*/\2/p' "$1" 2>/dev/null | tail -n 1)
    for word in "${@:2}"; do
        case $word in --output=* | --output.file=*) output=${word#*=} ;; esac
        case $previous in --output | --output.file) output=$word ;; esac
        previous=$word
    done
    cat "${output:-mirage.h5}".checkpoint/journal.* 2>/dev/null | wc -c
}

# Runs the sweep. Stopped by the time limit, the job goes back into the queue as long as it gets on.
run_until_done() { # DECK, settings...
    local program=${MIRAGE_PROGRAM:-$home/build/mirage} launch=() running stopped="" status before after word words=() began=$SECONDS
    choose_launcher || return
    # what --restart was to throw away is gone since the first start
    if [ "${SLURM_RESTART_COUNT:-0}" -gt 0 ] && [[ " $* " == *" --restart "* ]]; then
        for word; do [ "$word" = --restart ] || words+=("$word"); done
        set -- "${words[@]}"
    fi
    say "${launch[*]} $program sweep $* (nodes $SLURM_JOB_NODELIST, $OMP_NUM_THREADS threads)"
    before=$(checkpoint_size "$@")
    trap 'stopped=limit; kill -USR1 "$running"' USR1  # srun and mpirun hand it on to every rank
    trap 'stopped=cancelled' TERM                     # the ranks hear this one from SLURM
    "${launch[@]}" "$program" sweep "$@" &
    running=$!
    while kill -0 "$running" 2>/dev/null; do wait "$running"; done
    wait "$running"
    status=$?
    trap - USR1 TERM
    after=$(checkpoint_size "$@")
    say "exit status $status${stopped:+ ($stopped)} after $((SECONDS - began)) s"
    [ "$status" -ne 0 ] || return 0
    [ "$stopped" != cancelled ] && { [ "$status" -eq 75 ] || [ "$stopped" = limit ]; } || return "$status"
    if [ "${before:-0}" -ge "${after:-0}" ]; then
        say "not requeued: nothing was finished in this start; it needs more time than --time gives"
        return 1
    fi
    if [ "${SLURM_RESTART_COUNT:-0}" -ge "${MIRAGE_RESTARTS:-100}" ]; then
        say "not requeued: ${MIRAGE_RESTARTS:-100} times are enough; submit again to go on"
        return 1
    fi
    # an array task by its number: the last one shares its bare id with the whole array
    scontrol requeue "${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}${SLURM_ARRAY_TASK_ID:+_$SLURM_ARRAY_TASK_ID}"
}
