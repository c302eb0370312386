// Measured data: every point that is accepted can be fitted, numbers in range and errors that are not all
// zero.

#include <cmath>

#include "fit/data.hpp"
#include "fuzz.hpp"
#include "tables/table_file.hpp"

using namespace mirage_fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    mirage::Measurements measured;
    if (!accepted(
            [&] { measured = mirage::measurements_in(mirage::read_table(file_with(text_of(data, size)))); }))
        return 0;
    const auto error = [](double sigma) {
        return std::isnan(sigma) || (std::isfinite(sigma) && sigma >= 0.0);
    };
    std::size_t points = 0;
    for (const mirage::MeasuredSample& sample : measured.samples) {
        require(!sample.points.empty());
        points += sample.points.size();
        for (const mirage::Measurement& m : sample.points) {
            require(std::isfinite(m.T) && m.T > 0.0 && std::isfinite(m.B) && m.B >= 0.0);
            require(error(m.sigma_T) && error(m.sigma_B) && !(m.sigma_T == 0.0 && m.sigma_B == 0.0));
        }
    }
    require(points > 0 && points <= 100000);
    return 0;
}
