#include "parallel/launch.hpp"

#include <cstdlib>
#include <initializer_list>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

class LaunchTest : public testing::Test {
protected:
    void SetUp() override {
        for (const char* name : {"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE", "PMI_RANK", "PMI_SIZE",
                                 "SLURM_PROCID", "SLURM_STEP_NUM_TASKS"})
            unsetenv(name);
    }
};

TEST_F(LaunchTest, AloneItIsTheFirstOfOne) {
    EXPECT_EQ(launch_of_environment().rank, 0);
    EXPECT_EQ(launch_of_environment().size, 1);
    setenv("SLURM_PROCID", "0", 1);  // the script of a job
    EXPECT_EQ(launch_of_environment().size, 1);
}

TEST_F(LaunchTest, LaunchersTellRankAndSize) {
    for (const auto& [rank, size] : {std::pair{"OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"},
                                     {"PMI_RANK", "PMI_SIZE"},
                                     {"SLURM_PROCID", "SLURM_STEP_NUM_TASKS"}}) {
        setenv(rank, "2", 1);
        setenv(size, "5", 1);
        EXPECT_EQ(launch_of_environment().rank, 2) << rank;
        EXPECT_EQ(launch_of_environment().size, 5) << size;
        unsetenv(rank);
        unsetenv(size);
    }
}

TEST_F(LaunchTest, MpiStartsAloneWithoutDaemonAndWithoutSharedSemaphore) {
    const char* names[] = {"OMPI_MCA_sharedfp", "OMPI_MCA_ess_singleton_isolated",
                           "OMPI_MCA_orte_create_session_dirs"};
    for (const char* name : {"PMIX_NAMESPACE", "PMIX_RANK", "PMI_FD"}) unsetenv(name);
    for (const char* name : names) unsetenv(name);
    setenv("OMPI_COMM_WORLD_SIZE", "1", 1);
    set_mpi_environment();
    EXPECT_STREQ(getenv(names[0]), "individual");
    EXPECT_EQ(getenv(names[1]), nullptr) << "mpirun -n 1 has a daemon";
    unsetenv("OMPI_COMM_WORLD_SIZE");
    setenv(names[0], "sm", 1);
    set_mpi_environment();
    EXPECT_STREQ(getenv(names[0]), "sm") << "the user's word";
    EXPECT_STREQ(getenv(names[1]), "1");
    EXPECT_STREQ(getenv(names[2]), "0");
}

}  // namespace
