#include "lines/gap_collapse.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "mirage/numeric/constants.hpp"

namespace mirage {
namespace {

/// Where the last `count` points B(value^power), as a polynomial, have value 0: Neville's scheme.
double extrapolated(const std::vector<Sample>& points, std::size_t count, double power) {
    constexpr std::size_t most = 5;
    std::array<double, most> y{}, B{};
    for (std::size_t i = 0; i < count; ++i) {
        const Sample& at = points[points.size() - count + i];
        y[i] = std::pow(at.value, power);
        B[i] = at.x;
    }
    for (std::size_t degree = 1; degree < count; ++degree)
        for (std::size_t i = 0; i + degree < count; ++i)
            B[i] = B[i + 1] + (B[i + 1] - B[i]) * y[i + degree] / (y[i] - y[i + degree]);
    return B[0];
}

/// Where the gap will vanish, from the last points: with a finite slope where spin-orbit coupling or pair
/// breaking closes it, like the power 3/2 of the distance where Zeeman splitting alone does, as 1/<g0> does
/// at the edge of BCS. The power and degree that change least with the degree.
double expected_zero(const std::vector<Sample>& points) {
    constexpr std::size_t most = 5;
    double zero = quiet_nan, least = std::numeric_limits<double>::infinity();
    for (const double power : {1.0, 2.0 / 3.0})
        for (std::size_t count = 2; count <= std::min(most, points.size()); ++count) {
            const double aim = extrapolated(points, count, power);
            const double change = std::fabs(aim - extrapolated(points, count - 1, power));
            if (!(change < least)) continue;
            least = change;
            zero = aim;
        }
    return zero;
}

/// gap_closing below it counts as closed: its descent in omega may end at 1e-12. With 3e-15, B_collapse of 21
/// of 2,000 random lines changes by more than 1e-7; with 3e-10, none.
constexpr double closed = 3e-12;
constexpr double closing_accuracy = 1e-11;  ///< relative, of the field
constexpr double nearly_closed = 1e-6;      ///< from here on any extrapolation is good

/// Whether an extrapolation is good: it has not changed by the last point.
bool is_settled(const std::vector<Sample>& open, double zero, double zero_before) {
    constexpr double close = 1e-2, change = 1e-9;
    return open.size() > 3 && open.back().value < close && std::fabs(zero - zero_before) < change * zero;
}

/// The next field to look at, above the last one with a gap; it stays short of the expected zero, since
/// states just behind that are the hardest, and shorter by `reach` after one that was lost.
double next_field(const std::vector<Sample>& open, double zero, double high, int step, double reach) {
    const double at = open.back().x;
    if (step % 8 != 7 && zero > at && zero < high) return at + 0.9 * reach * (zero - at);
    return at + 0.5 * reach * (high - at);
}

}  // namespace

Root first_closing(const std::function<double(double)>& gap, double low, double high) {
    const double at_high = gap(high);
    if (std::isnan(at_high)) return {quiet_nan, RootStatus::not_a_number};
    if (!(at_high < closed)) return {quiet_nan, RootStatus::no_sign_change};
    std::vector<Sample> open{{low, gap(low)}};  // fields with a gap, ascending
    if (std::isnan(open[0].value)) return {quiet_nan, RootStatus::not_a_number};
    if (open[0].value < closed) return {low, RootStatus::found};
    double zero = quiet_nan, zero_before = quiet_nan, reach = 1.0;
    for (int step = 0; high - open.back().x > closing_accuracy * high; ++step) {
        constexpr double shortest_reach = 0.1;
        if (step == 100) return {};
        const bool enough = open.size() > 2 && open.back().value < nearly_closed;
        if (enough) return {std::clamp(zero, open.back().x, high), RootStatus::found};
        if (zero < high && is_settled(open, zero, zero_before)) {
            // unless nodes close the gap at once before
            constexpr double just = 1e-8;
            const double before = std::max((1.0 - just) * zero, open.back().x);
            if (!(gap(before) < closed)) return {zero, RootStatus::found};
            high = before;
        }
        const double next = next_field(open, zero, high, step, reach), there = gap(next);
        if (std::isnan(there)) {
            reach *= 0.7;
            if (reach < shortest_reach) return {quiet_nan, RootStatus::not_a_number};
            continue;
        }
        reach = 1.0;
        if (there < closed) {
            high = next;
        } else {
            open.push_back({next, there});
            zero_before = zero;
            zero = expected_zero(open);
        }
    }
    return {0.5 * (open.back().x + high), RootStatus::found};
}

}  // namespace mirage
