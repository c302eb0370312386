// Another project: the gap of a clean Ising superconductor from the installed library.
#include <cmath>
#include <cstdio>

#include <mirage/gap/point.hpp>

int main() {
    const mirage::PointState state = mirage::solve_point({0.1, 2.0, 7.0, 0.0, 0.0});
    std::printf("Delta = %.6f Delta0\n", state.order_parameter);
    return std::fabs(state.order_parameter - 0.837557) < 1e-6 ? 0 : 1;
}
