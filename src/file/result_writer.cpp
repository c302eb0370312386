#include "file/result_writer.hpp"

#include <algorithm>

#include "results/disk.hpp"

namespace mirage {
namespace {

constexpr std::int64_t max_bytes_per_write = std::int64_t{1} << 29;

/// Rows [begin, end) of a dataset as a selection, where the first `outer` dimensions number the rows: as few
/// boxes as a range needs, two for each of them at most.
void select_rows(hid_t space, std::size_t outer, std::int64_t begin, std::int64_t end,
                 const std::string& what) {
    const auto rank = static_cast<std::size_t>(checked(H5Sget_simple_extent_ndims(space), what));
    std::vector<hsize_t> size(rank);
    checked(H5Sget_simple_extent_dims(space, size.data(), nullptr), what);
    checked(H5Sselect_none(space), what);
    for (auto at = static_cast<hsize_t>(begin); at < static_cast<hsize_t>(end);) {
        // the outermost dimension along which whole slices fit
        const hsize_t left = static_cast<hsize_t>(end) - at;
        std::size_t level = outer - 1;
        hsize_t slice = 1;
        while (level > 0 && at % (slice * size[level]) == 0 && left >= slice * size[level])
            slice *= size[level--];
        std::vector<hsize_t> start(rank, 0), count(size);
        hsize_t rest = at / slice;
        for (std::size_t i = level + 1; i-- > 0; rest /= size[i]) start[i] = rest % size[i], count[i] = 1;
        count[level] = std::min(left / slice, size[level] - start[level]);
        checked(H5Sselect_hyperslab(space, H5S_SELECT_OR, start.data(), nullptr, count.data(), nullptr),
                what);
        at += count[level] * slice;
    }
}

/// Collective: in pieces of bounded size, the same number of them on all ranks.
template <class T>
void write_rows(hid_t file, hid_t transfer, MPI_Comm comm, const std::string& name, hid_t type,
                const RowSelection& rows, const std::vector<T>& values) {
    const Hdf5Handle dataset(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, name);
    const Hdf5Handle file_space(H5Dget_space(dataset), H5Sclose, name);
    const std::int64_t per_write = std::max<std::int64_t>(1, max_bytes_per_write / (8 * rows.per_row));
    std::int64_t writes = (rows.count + per_write - 1) / per_write;
    MPI_Allreduce(MPI_IN_PLACE, &writes, 1, MPI_INT64_T, MPI_MAX, comm);
    for (std::int64_t i = 0; i < writes; ++i) {
        const std::int64_t begin = std::min(rows.count, i * per_write),
                           end = std::min(rows.count, begin + per_write);
        select_rows(file_space, rows.dimensions, rows.first + begin, rows.first + end, name);
        const auto elements = static_cast<hsize_t>(end - begin) * static_cast<hsize_t>(rows.per_row);
        const Hdf5Handle memory(H5Screate_simple(1, &elements, nullptr), H5Sclose, name);
        if (elements == 0) checked(H5Sselect_none(memory), name);
        checked(H5Dwrite(dataset, type, memory, file_space, transfer, values.data() + begin * rows.per_row),
                name);
    }
}

Hdf5Handle open_on_all_ranks(const std::string& name, MPI_Comm comm) {
    const Hdf5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, name);
    checked(H5Pset_fapl_mpio(access, comm, MPI_INFO_NULL), name);
    return {H5Fopen(name.c_str(), H5F_ACC_RDWR, access), H5Fclose, name};
}

Hdf5Handle collective_transfer() {
    Hdf5Handle transfer(H5Pcreate(H5P_DATASET_XFER), H5Pclose, "transfer");
    checked(H5Pset_dxpl_mpio(transfer, H5FD_MPIO_COLLECTIVE), "transfer");
    // every rank's share is long and in one segment: nothing is gained by collecting it on other ranks first
    checked(H5Pset_dxpl_mpio_collective_opt(transfer, H5FD_MPIO_INDIVIDUAL_IO), "transfer");
    return transfer;
}

}  // namespace

ResultWriter::ResultWriter(const std::string& name, MPI_Comm comm)
    : name_(name), comm_(comm), file_(open_on_all_ranks(name, comm)), transfer_(collective_transfer()) {}

void ResultWriter::write(const std::string& variable, const RowSelection& rows,
                         const std::vector<double>& values) {
    write_rows(file_, transfer_, comm_, variable, H5T_NATIVE_DOUBLE, rows, values);
}
void ResultWriter::write(const std::string& variable, const RowSelection& rows,
                         const std::vector<std::int8_t>& values) {
    write_rows(file_, transfer_, comm_, variable, H5T_NATIVE_INT8, rows, values);
}

void ResultWriter::sync() { sync_to_disk(name_); }

void ResultWriter::close() { file_.close(name_); }

}  // namespace mirage
