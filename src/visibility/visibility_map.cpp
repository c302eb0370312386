#include "visibility/visibility_map.hpp"

#include "input/threads.hpp"

namespace mirage {

std::vector<VisibilityRow> visibility_map(const Grid& grid, const Instrument& instrument, int given) {
    const int threads = thread_count(given);
    const auto fields = static_cast<std::size_t>(grid.B());
    std::vector<VisibilityRow> rows(static_cast<std::size_t>(grid.T()));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i].line = grid_line(grid, static_cast<std::int64_t>(i));
        rows[i].points.resize(fields);
    }
    const std::size_t count = rows.size() * fields;
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (std::size_t i = 0; i < count; ++i)
        rows[i / fields].points[i % fields] =
            visibility_point(grid_point(grid, static_cast<std::int64_t>(i)).parameters, instrument);
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].fields = visible_fields(rows[i].line.parameters, instrument, rows[i].points);
    return rows;
}

}  // namespace mirage
