"""Recipe for Spack. Not checked: there was no Spack where it was written; read it before use, and put the address of the sources in."""

from spack.package import *


class MirageIsing(CMakePackage):
    """Phase diagrams of Ising superconductors: order parameters, spectra and critical fields of two-dimensional superconductors with
    spin-orbit coupling and disorder."""

    homepage = "file:///path/to/mirage"
    git = "file:///path/to/mirage"

    license("MIT")
    version("main", branch="main")

    variant("program", default=True, description="The program, which needs MPI and parallel HDF5")
    variant("python", default=True, description="The Python package ising_mirage")

    depends_on("c", type="build")
    depends_on("cxx", type="build")
    depends_on("cmake@3.25:", type="build")
    depends_on("eigen@3.4:", type="build")
    depends_on("boost@1.74:", type="build")
    depends_on("nlohmann-json@3.11:", type="build")
    depends_on("fmt@9:")
    depends_on("mpi", when="+program")
    depends_on("hdf5+mpi+hl", when="+program")
    depends_on("python@3.8:", when="+python", type=("build", "run"))
    depends_on("py-numpy", when="+python", type="run")
    depends_on("py-xarray", when="+python", type="run")
    extends("python", when="+python")

    conflicts("%gcc@:11", msg="C++20 with designated initialisers and floating-point from_chars")

    def cmake_args(self):
        arguments = [
            self.define_from_variant("MIRAGE_BUILD_PROGRAM", "program"),
            self.define("MIRAGE_BUILD_TESTS", False),
        ]
        if self.spec.satisfies("+python"):
            arguments.append(self.define("MIRAGE_PYTHON", self.spec["python"].command.path))
        return arguments
