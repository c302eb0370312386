#include "parallel/local_queue.hpp"

#include <gtest/gtest.h>

#include "item_list.hpp"

namespace {

using namespace mirage;
using mirage_test::items_of;

TEST(LocalQueue, ThreadsDrawInOrderUntilNothingIsLeft) {
    const auto items = items_of(std::vector<double>(5, 1.0));
    LocalQueue queue(items, 2);
    EXPECT_EQ(queue.draw(0, 0.0), -1);
    queue.add({1, 3});
    queue.add({4, 5});
    EXPECT_EQ(queue.draw(0, 0.0), 1);
    EXPECT_EQ(queue.draw(1, 0.0), 2);
    EXPECT_EQ(queue.idle(), 0);
    queue.finish(1, 1.0);
    EXPECT_EQ(queue.idle(), 1);
    EXPECT_EQ(queue.draw(1, 1.0), 4);
    EXPECT_TRUE(queue.empty());
    queue.add({0, 3});
    queue.clear();
    EXPECT_TRUE(queue.empty());
}

TEST(LocalQueue, AsksShortlyBeforeItRunsOut) {
    const auto items = items_of(std::vector<double>(10, 0.02));
    LocalQueue queue(items, 2);
    EXPECT_EQ(queue.until_request(0.0), 0.0) << "nothing yet";
    queue.add({0, 4});
    EXPECT_NEAR(queue.until_request(0.0), 0.035, 1e-9) << "two items for each thread";
    queue.draw(0, 0.0);
    queue.draw(1, 0.0);
    EXPECT_NEAR(queue.until_request(0.01), 0.025, 1e-9);
    queue.finish(0, 0.02);
    queue.finish(1, 0.02);
    queue.draw(0, 0.02);
    queue.draw(1, 0.02);
    EXPECT_NEAR(queue.until_request(0.02), 0.015, 1e-9);
    EXPECT_GT(queue.until_request(0.03), 0.0);
    EXPECT_EQ(queue.until_request(0.036), 0.0);
    EXPECT_EQ(queue.until_request(0.05), 0.0) << "overdue";
}

TEST(LocalQueue, ALongItemMayGoOnForLong) {
    const auto items = items_of(std::vector<double>(10, 1.0));
    LocalQueue queue(items, 2);
    queue.add({0, 2});
    queue.draw(0, 0.0);
    queue.draw(1, 0.0);
    for (const double now : {0.5, 0.999, 1.5, 7.0}) EXPECT_GT(queue.until_request(now), 0.0) << now;
    queue.finish(0, 1.5);
    EXPECT_EQ(queue.until_request(1.5), 0.0) << "a thread is idle, whatever the other has left";
}

TEST(LocalQueue, LearnsHowLongItsItemsTake) {
    const auto items = items_of(std::vector<double>(1000, 1.0));
    LocalQueue queue(items, 1);
    queue.add({0, 1000});
    double now = 0.0;
    for (int i = 0; i < 500; ++i) {
        queue.draw(0, now);
        queue.finish(0, now += 3.0);
    }
    EXPECT_NEAR(queue.until_request(now), 1500.0, 10.0);
    const ClassTimes times = queue.take_times();
    EXPECT_EQ(times.items[0], 500.0);
    EXPECT_NEAR(times.measured[0], 1500.0, 1e-6);
    EXPECT_NEAR(times.expected[0], 500.0, 1e-6);
    EXPECT_EQ(queue.take_times().items[0], 0.0) << "told once";
}

}  // namespace
