#pragma once
// For tests under mpirun: the rank, a file that all ranks share, and its data read back.

#include <mpi.h>

#include <cstdint>
#include <string>
#include <vector>

#include "file/hdf5_handle.hpp"
#include "mirage/gap/point.hpp"
#include "program.hpp"
#include "same_bits.hpp"

namespace mirage_test {

inline int rank_of() {
    int rank = 0;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    return rank;
}
inline int size_of() {
    int size = 1;
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    return size;
}

/// One name for all ranks, in a folder that rank 0 makes and, when all are done, removes.
class SharedFile {
public:
    SharedFile() {
        std::string name = rank_of() == 0 ? folder_ / "result.h5" : "";
        name.resize(4096);
        MPI_Bcast(name.data(), 4096, MPI_CHAR, 0, MPI_COMM_WORLD);
        name_ = name.substr(0, name.find('\0'));
    }
    ~SharedFile() { MPI_Barrier(MPI_COMM_WORLD); }
    SharedFile(const SharedFile&) = delete;
    SharedFile& operator=(const SharedFile&) = delete;
    const std::string& name() const { return name_; }
    /// Files in the folder; rank 0 alone knows.
    auto files() const { return folder_.files(); }

private:
    Folder folder_;
    std::string name_;
};

/// All values of a variable, by one rank.
template <class T>
std::vector<T> read_all(const std::string& file, const char* name, hid_t type, std::int64_t count) {
    const mirage::Hdf5Handle id(H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose, file);
    const mirage::Hdf5Handle dataset(H5Dopen2(id, name, H5P_DEFAULT), H5Dclose, name);
    const mirage::Hdf5Handle space(H5Dget_space(dataset), H5Sclose, name);
    if (H5Sget_simple_extent_npoints(space) != count)
        throw std::runtime_error(std::string(name) + " has another size");
    std::vector<T> values(static_cast<std::size_t>(count));
    mirage::checked(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
    return values;
}

/// A point solver that fails above B = 3.
inline mirage::PointState throws_at_high_field(const mirage::Parameters& p, const mirage::Accuracy& accuracy,
                                               mirage::Detail detail) {
    if (p.B > 3.0) throw std::runtime_error("no");
    return mirage::solve_point(p, accuracy, detail);
}

}  // namespace mirage_test
