#include "parallel/launch.hpp"

#include <cstdlib>
#include <initializer_list>

namespace mirage {

Launch launch_of_environment() {
    // the SLURM names of a step: those of a job stand also in its script, which runs once
    constexpr const char* names[][2] = {{"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"},
                                        {"PMI_RANK", "PMI_SIZE"},
                                        {"SLURM_PROCID", "SLURM_STEP_NUM_TASKS"}};
    const auto number = [](const char* text) { return static_cast<int>(std::strtol(text, nullptr, 10)); };
    for (const auto& [rank_name, size_name] : names) {
        const char* rank = std::getenv(rank_name);
        const char* size = std::getenv(size_name);
        if (rank && size && number(size) > 1) return {number(rank), number(size)};
    }
    return {};
}

void set_mpi_environment() {
    constexpr int keep = 0;  // overwrite
    setenv("OMPI_MCA_sharedfp", "individual", keep);
    for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMIX_NAMESPACE", "PMIX_RANK", "PMI_RANK", "PMI_FD"})
        if (std::getenv(name)) return;
    setenv("OMPI_MCA_ess_singleton_isolated", "1", keep);
    setenv("OMPI_MCA_orte_create_session_dirs", "0", keep);
}

}  // namespace mirage
