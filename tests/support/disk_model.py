"""What a disk may hold after a power cut, from the log of power_cut.c.

Data that were synced (fsync of the file) are there. Of data written since, every piece of 4 kB is there or is not; then what was there before
stays, or zeros. Names (made, renamed, removed) reach the disk in the order of each folder: those before a sync of that folder all do, of
those after it some of the first. A sync of a file does not keep its name, and one of a folder not that folder's own name: POSIX promises no
more, though most file systems do. A name moves from one folder to another in one step.
"""

import dataclasses
import os
import pathlib
import struct

KINDS = ("", "create", "write", "resize", "rename", "remove", "make_folder", "sync", "sync_folder")
HEAD = struct.Struct("<4I3Q")
PIECE = 4096


@dataclasses.dataclass
class Record:
    kind: str
    path: str
    other: str
    inode: int
    at: int
    data: bytes


def read_log(name):
    log, at, records = pathlib.Path(name).read_bytes(), 0, []
    while at < len(log):
        kind, size, other_size, _, inode, offset, data_size = HEAD.unpack_from(log, at)
        ends = [at + HEAD.size]
        for length in (size, other_size, data_size):
            ends.append(ends[-1] + length)
        path, other, data = (log[begin:end] for begin, end in zip(ends, ends[1:]))
        records.append(Record(KINDS[kind], path.decode(), other.decode(), inode, offset, data))
        at = ends[-1]
    return records


class File:
    def __init__(self, data=b""):
        self.synced, self.now, self.sizes = data, bytearray(data), [len(data)]

    def write(self, at, data):
        if at > len(self.now):
            self.now.extend(bytes(at - len(self.now)))
        self.now[at:at + len(data)] = data
        self.sizes.append(len(self.now))

    def resize(self, size):
        del self.now[size:]
        self.now.extend(bytes(size - len(self.now)))
        self.sizes.append(size)

    def sync(self):
        self.synced, self.sizes = bytes(self.now), [len(self.now)]

    def after_cut(self, dice):
        """One of the things that it may hold."""
        if len(self.sizes) == 1 and self.synced == self.now:
            return self.synced
        share = dice.choice([0.0, 0.5, 1.0])  # of the pieces that made it
        size = dice.choice([self.sizes[0], self.sizes[-1], dice.choice(self.sizes), dice.randint(0, max(self.sizes))])
        size = max(size, min(self.sizes))  # what was synced is cut only where the program cut it
        held = bytearray(self.synced[:size].ljust(size, b"\0"))
        for begin in range(0, size, PIECE):
            if dice.random() < share:
                new = self.now[begin:min(begin + PIECE, size)]
                held[begin:begin + len(new)] = new
        return bytes(held)


class Folder:
    def __init__(self):
        self.at_first = {}  # name: File or Folder
        self.changes = []   # (number, name, File, Folder or None where it goes)
        self.synced = 0     # number of the last change that is on the disk for sure

    def after(self, last):
        names = dict(self.at_first)
        for number, name, thing in self.changes:
            if number <= last:
                names[name] = thing
        return {name: thing for name, thing in names.items() if thing is not None}


class Disk:
    """The folder `root` as it was before the programs ran, then what the records did."""

    def __init__(self, root, before):
        self.root, self.top, self.number = str(root), Folder(), 0
        self.folders, self.by_inode, self.moves = {self.root: self.top}, {}, []
        self.journals = {}  # path: File, all that there were
        for name, (inode, data) in before.items():
            self.top.at_first[name] = self.by_inode[inode] = File(data)

    def change(self, path, thing):
        folder, name = os.path.split(path)
        self.folders[folder].changes.append((self.number, name, thing))
        return self.folders[folder]

    def find(self, path):
        folder, name = os.path.split(path)
        return self.folders[folder].after(self.number)[name]

    def play(self, record):
        self.number += 1
        if record.kind == "create":
            thing = self.by_inode[record.inode] = File()
            self.change(record.path, thing)
            if "/journal." in record.path:
                self.journals[record.path] = thing
        elif record.kind == "write":
            self.by_inode[record.inode].write(record.at, record.data)
        elif record.kind == "resize":
            self.by_inode[record.inode].resize(record.at)
        elif record.kind == "rename":
            thing = self.find(record.path)
            from_folder, to_folder = self.change(record.path, None), self.change(record.other, thing)
            self.moves.append((self.number, from_folder, to_folder))
        elif record.kind == "remove":
            self.change(record.path, None)
            self.folders.pop(record.path, None)
        elif record.kind == "make_folder":
            self.folders[record.path] = Folder()
            self.change(record.path, self.folders[record.path])
        elif record.kind == "sync":
            self.by_inode[record.inode].sync()
        elif record.kind == "sync_folder":
            self.folders[record.path].synced = self.number

    def after_cut(self, dice):
        """{path below root: bytes} of one of the states that the disk may be in; a folder is a path that ends with /."""
        everywhere = dice.randint(0, self.number) if dice.random() < 0.5 else None
        share = dice.choice([0.0, 0.5, 1.0])  # of the folders all of whose changes made it
        last = {}

        def last_of(folder):
            if folder not in last:
                own = self.number if dice.random() < share else dice.choice([0, *(change[0] for change in folder.changes)])
                last[folder] = max(folder.synced, own if everywhere is None else everywhere)
            return last[folder]

        settled = False
        while not settled:  # a move that one of its folders knows of, the other knows too
            settled = True
            for number, *pair in self.moves:
                known = [number <= last_of(folder) for folder in pair]
                if any(known) and not all(known):
                    settled = False
                    last.update((folder, max(last[folder], number)) for folder in pair)
        held = {}

        def collect(folder, path):
            for name, thing in folder.after(last_of(folder)).items():
                if isinstance(thing, Folder):
                    held[path + name + "/"] = b""
                    collect(thing, path + name + "/")
                else:
                    held[path + name] = thing.after_cut(dice)

        collect(self.top, "")
        return held


def make(held, root):
    """Writes such a state to a folder."""
    for path, data in held.items():
        file = pathlib.Path(root) / path
        (file if path.endswith("/") else file.parent).mkdir(parents=True, exist_ok=True)
        if not path.endswith("/"):
            file.write_bytes(data)
