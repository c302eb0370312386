"""Builds wheels and source archives (PEP 517), with the standard library alone.

A wheel holds the package and the shared library of the C interface, which needs nothing but the C library: it serves every
Python 3. The library is built by CMake (a C++20 compiler, Eigen, Boost, fmt and nlohmann-json headers), or taken from
MIRAGE_LIBRARY where that is set.
"""

import base64
import hashlib
import os
import pathlib
import re
import subprocess
import sysconfig
import tarfile
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
LIBRARY = "libmirage-ising.so.1"
EPOCH = (1980, 1, 1, 0, 0, 0)
# what a source archive holds of the repository
SOURCES = ("CMakeLists.txt", "LICENSE", "CITATION.cff", "CHANGELOG.md", "cmake", "include", "src")


def root():
    """The folder of CMakeLists.txt: of the repository, or of a source archive."""
    return HERE if (HERE / "CMakeLists.txt").exists() else HERE.parents[1]


def version():
    return re.search(r"project\(mirage VERSION ([0-9.]+)", (root() / "CMakeLists.txt").read_text()).group(1)


def package_folder():
    return root() / "src" / "python" / "ising_mirage"


def project():
    """The lines of pyproject.toml that become metadata: tomllib came with Python 3.11."""
    text = (HERE / "pyproject.toml").read_text()

    def words(name):
        return re.findall(r'"([^"]+)"', re.search(rf"^{name} = (.*)$", text, re.M).group(1))

    return words


def metadata():
    words = project()
    lines = ["Metadata-Version: 2.1", "Name: mirage-ising", f"Version: {version()}", f"Summary: {words('description')[0]}",
             "License: MIT", f"Requires-Python: {words('requires-python')[0]}"]
    lines += [f"Requires-Dist: {name}" for name in words("dependencies")]
    lines += ["Provides-Extra: all"] + [f'Requires-Dist: {name}; extra == "all"' for name in words("all")]
    return "\n".join(lines) + "\n"


def tag():
    """Any Python 3 on this platform; the C library that it was built with is the oldest that will do."""
    return "py3-none-" + re.sub("[-.]", "_", sysconfig.get_platform())


def wheel_text():
    return f"Wheel-Version: 1.0\nGenerator: mirage\nRoot-Is-Purelib: false\nTag: {tag()}\n"


def run(*command):
    subprocess.run([str(word) for word in command], check=True)


def built_library(folder):
    """Path of the shared library."""
    given = os.environ.get("MIRAGE_LIBRARY")
    if given:
        return pathlib.Path(given)
    build = pathlib.Path(folder)
    run("cmake", "-S", root(), "-B", build, "-DCMAKE_BUILD_TYPE=Release", "-DMIRAGE_BUILD_PROGRAM=OFF", "-DMIRAGE_BUILD_TESTS=OFF",
        "-DMIRAGE_STATIC_RUNTIME=ON", *os.environ.get("CMAKE_ARGS", "").split())
    run("cmake", "--build", build, "--parallel", os.cpu_count() or 1, "--target", "mirage_interface")
    run("strip", "--strip-unneeded", build / LIBRARY)
    return build / LIBRARY


def record_line(name, data):
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(data)}\n"


def python_files():
    return sorted(path for path in package_folder().rglob("*") if path.suffix == ".py" or path.name == "py.typed")


def write_wheel(path, files):
    """Files by name; the same bytes for the same files."""
    info = f"mirage_ising-{version()}.dist-info"
    files = dict(files)
    files[f"{info}/METADATA"] = metadata().encode()
    files[f"{info}/WHEEL"] = wheel_text().encode()
    files[f"{info}/licenses/LICENSE"] = (root() / "LICENSE").read_bytes()
    record = "".join(record_line(name, data) for name, data in files.items()) + f"{info}/RECORD,,\n"
    files[f"{info}/RECORD"] = record.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o755 if name.endswith(LIBRARY) else 0o644) << 16
            archive.writestr(entry, data)


def wheel(wheel_directory, files):
    name = f"mirage_ising-{version()}-{tag()}.whl"
    write_wheel(pathlib.Path(wheel_directory) / name, files)
    return name


def get_requires_for_build_wheel(config_settings=None):
    return []


def get_requires_for_build_editable(config_settings=None):
    return []


def get_requires_for_build_sdist(config_settings=None):
    return []


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    files = {f"ising_mirage/{path.relative_to(package_folder()).as_posix()}": path.read_bytes() for path in python_files()}
    with tempfile.TemporaryDirectory() as folder:
        files[f"ising_mirage/{LIBRARY}"] = built_library(folder).read_bytes()
    return wheel(wheel_directory, files)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    """The package in its folder, with the library of the build tree."""
    return wheel(wheel_directory, {"mirage_ising.pth": f"{package_folder().parent}\n".encode()})


def build_sdist(sdist_directory, config_settings=None):
    """What the library and the package are built from; pyproject.toml and backend.py in front."""
    base = f"mirage_ising-{version()}"
    name = f"{base}.tar.gz"

    def kept(entry):
        return None if "__pycache__" in entry.name or entry.name.endswith((".pyc", ".so.1")) else entry

    with tarfile.open(pathlib.Path(sdist_directory) / name, "w:gz", format=tarfile.PAX_FORMAT) as archive:
        for part in SOURCES:
            archive.add(root() / part, f"{base}/{part}", filter=kept)
        for part in ("pyproject.toml", "backend.py"):
            archive.add(HERE / part, f"{base}/{part}")
        with tempfile.TemporaryDirectory() as folder:
            info = pathlib.Path(folder) / "PKG-INFO"
            info.write_text(metadata())
            archive.add(info, f"{base}/PKG-INFO")
    return name
