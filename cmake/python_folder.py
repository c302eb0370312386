"""python_folder.py PREFIX: where this interpreter looks for pure packages below a prefix, relative to it."""

import os
import sys
import sysconfig

DEBIAN = {"/usr": "deb_system", "/usr/local": "posix_local"}  # schemes of Debian's Python, which know their prefix


def folder(prefix):
    scheme = DEBIAN.get(prefix)
    if scheme in sysconfig.get_scheme_names():
        return sysconfig.get_path("purelib", scheme)
    return sysconfig.get_path("purelib", "posix_prefix", vars={"base": prefix, "platbase": prefix})


if __name__ == "__main__":
    prefix = os.path.abspath(sys.argv[1])
    print(os.path.relpath(folder(prefix), prefix))
