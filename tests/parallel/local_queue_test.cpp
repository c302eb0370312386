#include "parallel/local_queue.hpp"

#include <gtest/gtest.h>

#include "item_list.hpp"

namespace {

using namespace mirage;
using mirage_test::items_of;

TEST(Stock, ThreadsDrawInOrderUntilNothingIsLeft) {
    const auto items = items_of(std::vector<double>(5, 1.0));
    Stock stock(items, 2);
    EXPECT_EQ(stock.draw(0, 0.0), -1);
    stock.add({1, 3});
    stock.add({4, 5});
    EXPECT_EQ(stock.draw(0, 0.0), 1);
    EXPECT_EQ(stock.draw(1, 0.0), 2);
    EXPECT_EQ(stock.idle(), 0);
    stock.finish(1, 1.0);
    EXPECT_EQ(stock.idle(), 1);
    EXPECT_EQ(stock.draw(1, 1.0), 4);
    EXPECT_TRUE(stock.empty());
    stock.add({0, 3});
    stock.clear();
    EXPECT_TRUE(stock.empty());
}

TEST(Stock, AsksShortlyBeforeItRunsOut) {
    const auto items = items_of(std::vector<double>(10, 0.02));
    Stock stock(items, 2);
    EXPECT_EQ(stock.until_request(0.0), 0.0) << "nothing yet";
    stock.add({0, 4});
    EXPECT_NEAR(stock.until_request(0.0), 0.035, 1e-9) << "two items for each thread";
    stock.draw(0, 0.0);
    stock.draw(1, 0.0);
    EXPECT_NEAR(stock.until_request(0.01), 0.025, 1e-9);
    stock.finish(0, 0.02);
    stock.finish(1, 0.02);
    stock.draw(0, 0.02);
    stock.draw(1, 0.02);
    EXPECT_NEAR(stock.until_request(0.02), 0.015, 1e-9);
    EXPECT_GT(stock.until_request(0.03), 0.0);
    EXPECT_EQ(stock.until_request(0.036), 0.0);
    EXPECT_EQ(stock.until_request(0.05), 0.0) << "overdue";
}

TEST(Stock, ALongItemMayGoOnForLong) {
    const auto items = items_of(std::vector<double>(10, 1.0));
    Stock stock(items, 2);
    stock.add({0, 2});
    stock.draw(0, 0.0);
    stock.draw(1, 0.0);
    for (const double now : {0.5, 0.999, 1.5, 7.0}) EXPECT_GT(stock.until_request(now), 0.0) << now;
    stock.finish(0, 1.5);
    EXPECT_EQ(stock.until_request(1.5), 0.0) << "a thread is idle, whatever the other has left";
}

TEST(Stock, LearnsHowLongItsItemsTake) {
    const auto items = items_of(std::vector<double>(1000, 1.0));
    Stock stock(items, 1);
    stock.add({0, 1000});
    double now = 0.0;
    for (int i = 0; i < 500; ++i) {
        stock.draw(0, now);
        stock.finish(0, now += 3.0);
    }
    EXPECT_NEAR(stock.until_request(now), 1500.0, 10.0);
    const ClassTimes times = stock.take_times();
    EXPECT_EQ(times.items[0], 500.0);
    EXPECT_NEAR(times.measured[0], 1500.0, 1e-6);
    EXPECT_NEAR(times.expected[0], 500.0, 1e-6);
    EXPECT_EQ(stock.take_times().items[0], 0.0) << "told once";
}

}  // namespace
