#include "file/stored_values.hpp"

#include <fmt/format.h>

#include "input/input_error.hpp"

namespace mirage {
namespace {

/// One row of the leading dimensions, all of the others.
Box row_box(const std::vector<hsize_t>& leading, const std::vector<hsize_t>& trailing, std::int64_t row) {
    Box box{std::vector<hsize_t>(leading.size()), std::vector<hsize_t>(leading.size(), 1)};
    auto left = static_cast<hsize_t>(row);
    for (std::size_t i = leading.size(); i-- > 0; left /= leading[i]) box.first[i] = left % leading[i];
    box.first.resize(leading.size() + trailing.size(), 0);
    box.count.insert(box.count.end(), trailing.begin(), trailing.end());
    return box;
}

}  // namespace

std::vector<double> stored_values(const std::string& file, const std::string& variable,
                                  const std::vector<hsize_t>& leading, const std::vector<hsize_t>& trailing,
                                  std::int64_t row) {
    std::vector<hsize_t> shape = leading;
    shape.insert(shape.end(), trailing.begin(), trailing.end());
    std::vector<double> values;
    with_result_file(file, [&](hid_t id) {
        std::vector<Dataset> datasets;
        datasets.push_back(open_dataset(id, variable));
        if (datasets[0].shape != shape)
            throw InputError(fmt::format("'{}': {} has not the shape that the grid of the file's deck gives",
                                         file, variable));
        stream(datasets, row_box(leading, trailing, row),
               [&](const auto& part) { values.insert(values.end(), part[0].begin(), part[0].end()); });
    });
    return values;
}

}  // namespace mirage
