#include "tables/column_pairs.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "tables/column_unit.hpp"

namespace mirage {
namespace {

std::vector<std::string> labels_of(const Header& header, const Positions& columns) {
    std::vector<std::string> labels;
    for (const std::size_t at : columns) labels.push_back(header.columns[at].label);
    return labels;
}

bool all_distinct(const std::vector<std::string>& labels) {
    return std::set<std::string>(labels.begin(), labels.end()).size() == labels.size() &&
           std::find(labels.begin(), labels.end(), "") == labels.end();
}

/// T, B, T, B: neighbours belong together.
std::vector<ColumnPair> neighbours(const Table& table, const Header& header, const Positions& T,
                                   const Positions& B) {
    std::vector<ColumnPair> pairs;
    const bool T_first = T[0] < B[0];
    std::size_t last = 0;
    for (std::size_t k = 0; k < T.size(); ++k) {
        const std::size_t low = T_first ? T[k] : B[k], high = T_first ? B[k] : T[k];
        if (low > high || (k > 0 && low < last)) refuse_several(table, header, T, B);
        last = high;
        std::string label;
        for (const std::vector<std::string>& row : {header.above, header.comments})
            for (const std::size_t at : {low, high})
                if (label.empty() && !row.empty()) label = row[at];
        pairs.push_back({T[k], B[k], label});
    }
    std::vector<std::string> labels;
    for (const ColumnPair& pair : pairs) labels.push_back(pair.label);
    if (!all_distinct(labels))
        for (std::size_t k = 0; k < pairs.size(); ++k) pairs[k].label = fmt::format("{}", k + 1);
    return pairs;
}

}  // namespace

void refuse_several(const Table& table, const Header& header, const Positions& T, const Positions& B) {
    refuse(
        table.file, header.line,
        fmt::format("several columns for one thing ({}): {}", quoted(header, T.size() > 1 ? T : B), by_hand));
}

Positions columns_of(const Header& header, Measurand quantity) {
    Positions certain, all;
    for (std::size_t at = 0; at < header.columns.size(); ++at) {
        const ColumnName& name = header.columns[at];
        if (name.quantity != quantity || name.error) continue;
        const auto unit = name.has_unit ? column_unit(name.unit) : std::nullopt;
        const bool own = unit && (quantity == Measurand::field ? is_field(*unit) : is_temperature(*unit));
        if (name.has_unit && !own && !name.label.empty()) continue;
        all.push_back(at);
        if (name.certain) certain.push_back(at);
    }
    return certain.empty() ? all : certain;
}

Positions fields_of(const Table& table, const Header& header) {
    Positions in_plane, open, out;
    for (const std::size_t at : columns_of(header, Measurand::field)) {
        Direction direction = header.columns[at].direction;
        if (!header.comments.empty() && direction == Direction::none)
            direction = direction_of(header.comments[at]);
        (direction == Direction::in_plane ? in_plane
         : direction == Direction::none   ? open
                                          : out)
            .push_back(at);
    }
    if (!in_plane.empty()) return in_plane;
    if (open.empty() && !out.empty())
        refuse(table.file, header.line,
               fmt::format(
                   "{} is a field out of the plane, and the models are for one in it; where it is not, {}",
                   quoted(header, out), by_hand));
    return open;
}

std::vector<ColumnPair> pairs_of(const Table& table, const Header& header, const Positions& T,
                                 const Positions& B) {
    std::vector<std::string> T_labels = labels_of(header, T), B_labels = labels_of(header, B);
    if (T.size() == 1 && B.size() == 1) return {{T[0], B[0], ""}};
    std::vector<ColumnPair> pairs;
    if (T.size() == B.size() && all_distinct(T_labels) && all_distinct(B_labels)) {
        for (std::size_t k = 0; k < T.size(); ++k) {
            const auto same = std::find(B_labels.begin(), B_labels.end(), T_labels[k]);
            if (same == B_labels.end()) refuse_several(table, header, T, B);
            pairs.push_back({T[k], B[static_cast<std::size_t>(same - B_labels.begin())], T_labels[k]});
        }
        return pairs;
    }
    if (T.size() == B.size()) {
        pairs = neighbours(table, header, T, B);
        for (std::size_t k = 0; k < pairs.size(); ++k)
            if (all_distinct(T_labels) || all_distinct(B_labels))
                pairs[k].label = all_distinct(B_labels) ? B_labels[k] : T_labels[k];
        return pairs;
    }
    const Positions& many = T.size() > 1 ? T : B;
    const std::vector<std::string> labels = labels_of(header, many);
    const ColumnName& common = header.columns[T.size() > 1 ? B[0] : T[0]];
    if (std::min(T.size(), B.size()) != 1 || !common.label.empty() || !all_distinct(labels) ||
        std::any_of(labels.begin(), labels.end(), is_criterion))
        refuse_several(table, header, T, B);
    for (std::size_t k = 0; k < many.size(); ++k)
        pairs.push_back({T.size() > 1 ? many[k] : T[0], T.size() > 1 ? B[0] : many[k], labels[k]});
    return pairs;
}

}  // namespace mirage
