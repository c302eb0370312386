# shellcheck shell=bash
# Sourced by the scripts: what OpenMPI and Python need on this machine.

# OpenMPI refuses to run as root unless told twice.
if [ "$(id -u)" -eq 0 ]; then
    export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1
fi

# The first Python that has the modules of the pictures.
for MIRAGE_PYTHON in python3 /usr/bin/python3 ""; do
    if [ -z "$MIRAGE_PYTHON" ] || "$MIRAGE_PYTHON" -c 'import h5py, matplotlib, numpy' >/dev/null 2>&1; then break; fi
done
export MIRAGE_PYTHON
