#include "sweep/failures.hpp"

#include <memory>
#include <thread>

#include <gtest/gtest.h>

namespace {

using namespace mirage;

TEST(Failures, TheReasonIsThatOfTheLowestNumberWhateverTheOrder) {
    FailureLog log;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&log, i] {
            for (int k = 10; k > 0; --k) log.add(WorkKind::points, 4 * k + i, std::to_string(4 * k + i));
        });
    for (std::thread& thread : threads) thread.join();
    log.add(WorkKind::lines, 7, "a line");
    EXPECT_EQ(log.of(WorkKind::points).count, 40);
    EXPECT_EQ(log.of(WorkKind::points).reason, "4");
    EXPECT_EQ(log.of(WorkKind::lines).count, 1);
    EXPECT_EQ(log.of(WorkKind::planes).count, 0);
}

TEST(Failures, AnItemIsNamedByItsParameters) {
    EXPECT_EQ(text_of(Parameters{0.1, 2.0, 7.0, 0.4, 0.3}),
              "T = 0.1, B = 2, beta = 7, gamma = 0.4, alpha = 0.3 (reduced units)");
    Parameters p{0.1, 2.0, 7.0, 0.4, 0.3};
    p.material = std::make_shared<const Material>(Material{.gamma_intra = 0.1,
                                                           .gamma_magnetic = 0.05,
                                                           .T_triplet = 0.2,
                                                           .pockets = {{.share = 0.4, .beta = 3.0}}});
    EXPECT_EQ(text_of(p),
              "T = 0.1, B = 2, beta = 7, gamma = 0.4, alpha = 0.3, gamma_intra = 0.1, gamma_magnetic = 0.05, "
              "T_triplet = 0.2, pocket 0.4 of beta = 3 cos 3phi, alpha = 0, gap = 1 (reduced units)");
}

}  // namespace
