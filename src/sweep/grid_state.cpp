#include "sweep/grid_state.hpp"

#include "mirage/lines/critical_temperature.hpp"
#include "mirage/lines/special_temperatures.hpp"
#include "mirage/model/domain.hpp"

namespace mirage {

Detail detail_of(const Configuration& c) {
    return asks_for_momentum(c) ? Detail::all : Detail::thermodynamics;
}

PlaneState plane_state(const Parameters& at, double lowest) {
    const Parameters plane = uniform(at);
    const auto highest = [](const SpecialTemperatures& found) {
        return found.status == LineStatus::converged && !found.values.empty() ? found.values.back()
                                                                              : quiet_nan;
    };
    const SpecialTemperatures tricritical = tricritical_temperatures(plane, domain::min_temperature),
                              ends = critical_point_temperatures(plane, domain::min_temperature);
    const LineQuantity upturn = lowest < 0.9 ? upturn_temperature(plane, lowest) : LineQuantity{};
    const LineQuantity critical = material_critical_temperature(plane);
    const SpecialTemperatures lifshitz = lifshitz_temperatures(at, domain::min_temperature);
    return {highest(tricritical),
            highest(ends),
            upturn.value,
            critical.value,
            highest(lifshitz),
            worse(worse(worse(upturn.status, critical.status), lifshitz.status),
                  worse(tricritical.status, ends.status))};
}

double lowest_temperature(const Grid& grid, const UnitSystem& unit) {
    return grid.axes[grid.axes.size() - 2].values.front() / unit.temperature;
}

}  // namespace mirage
