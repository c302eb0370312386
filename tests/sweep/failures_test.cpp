#include "sweep/failures.hpp"

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
}

}  // namespace
