#include "transitions/point_text.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "input/text.hpp"
#include "tables/cells.hpp"

namespace mirage {
namespace {

const char* word_of(Turn turn) { return turn == Turn::up ? "up" : turn == Turn::down ? "down" : "mean"; }

const char* formula_of(ErrorOf error) {
    switch (error) {
        case ErrorOf::width:
            return "width/2";
        case ErrorOf::noise:
            return "noise + hysteresis/2";
        case ErrorOf::combined:
            break;
    }
    return "width/4 + noise + hysteresis/2, in quadrature";
}

std::string number(double x, const std::string& missing) {
    return std::isnan(x) ? missing : fmt::format("{:.9g}", x);
}

/// Which columns there are.
struct Shown {
    bool sample = false, width_T = false, width_B = false;
    std::string unit = "1";  ///< of R_n, 1 where there are several
};

Shown shown(const std::vector<TransitionPoint>& points, const std::vector<MeasuredCurve>& curves) {
    Shown result;
    std::set<std::string> units;
    for (const TransitionPoint& p : points) {
        result.sample = result.sample || !p.sample.empty();
        (curves[p.curve].swept == Measurand::temperature ? result.width_T : result.width_B) = true;
        units.insert(curves[p.curve].unit);
    }
    if (units.size() == 1) result.unit = *units.begin();
    return result;
}

Heading heading_of(const Shown& shown, const std::string& command, ErrorOf error) {
    Heading heading{
        command, Units::si, Json::object(), {{"T", "K"}, {"B", "T"}, {"sigma_T", "K"}, {"sigma_B", "T"}}};
    heading.parameters["error"] = formula_of(error);
    if (shown.sample) heading.columns.push_back({"sample", "1"});
    heading.columns.push_back({"criterion", "%"});
    if (shown.width_T) heading.columns.push_back({"width_T", "K"});
    if (shown.width_B) heading.columns.push_back({"width_B", "T"});
    heading.columns.push_back({"R_n", shown.unit});
    heading.columns.push_back({"sweep", "1"});
    return heading;
}

/// The cells of a point in the order of the columns.
std::vector<std::string> cells_of(const TransitionPoint& p, const Shown& shown, const std::string& missing) {
    std::vector<std::string> cells{number(p.T, missing),
                                   fmt::format("{}{}", sign_of(p.bound), number(p.B, missing)),
                                   number(p.sigma_T, missing), number(p.sigma_B, missing)};
    if (shown.sample) cells.push_back(csv_cell(printable(p.sample)));
    cells.push_back(p.criterion.name());
    if (shown.width_T) cells.push_back(number(p.width_T, missing));
    if (shown.width_B) cells.push_back(number(p.width_B, missing));
    cells.push_back(number(p.normal, missing));
    cells.emplace_back(word_of(p.sweep));
    return cells;
}

std::string as_table(const std::vector<TransitionPoint>& points, const Shown& shown, const Heading& heading) {
    std::string names, units, rows;
    for (const Column& column : heading.columns) {
        const std::size_t width = column.name == "sample" ? 20 : 14;
        names += fmt::format("{:>{}}", column.name, width);
        units += fmt::format("{:>{}}", column.unit == "1" ? "" : column.unit, width);
    }
    for (const TransitionPoint& p : points) {
        const std::vector<std::string> cells = cells_of(p, shown, "-");
        for (std::size_t i = 0; i < cells.size(); ++i)
            rows += fmt::format("{:>{}}", cells[i], heading.columns[i].name == "sample" ? 20 : 14);
        rows += "\n";
    }
    return names + "\n" + units + "\n" + rows;
}

Json row_of(const TransitionPoint& p, const Shown& shown) {
    Json row = {{"T", p.T}, {"B", p.B}, {"sigma_T", p.sigma_T}, {"sigma_B", p.sigma_B}};
    row["bound"] = sign_of(p.bound);
    if (shown.sample) row["sample"] = p.sample;
    row["criterion"] = p.criterion.name();
    if (shown.width_T) row["width_T"] = p.width_T;
    if (shown.width_B) row["width_B"] = p.width_B;
    row["R_n"] = p.normal;
    row["sweep"] = word_of(p.sweep);
    return row;
}

std::string as_json(const TransitionPoints& points, const Shown& shown, const Heading& heading) {
    Json json = json_head(heading);
    json["notes"] = points.notes;
    json["rows"] = Json::array();
    for (const TransitionPoint& p : points.points) json["rows"].push_back(row_of(p, shown));
    return json_text(json);
}

}  // namespace

std::string text_of(const TransitionPoints& points, const std::vector<MeasuredCurve>& curves,
                    const std::string& command, ErrorOf error, Format format) {
    const Shown columns = shown(points.points, curves);
    const Heading heading = heading_of(columns, command, error);
    if (format == Format::json) return as_json(points, columns, heading);
    if (format == Format::table) return as_table(points.points, columns, heading);
    std::string text = csv_head(heading);
    for (const TransitionPoint& p : points.points)
        text += fmt::format("{}\n", fmt::join(cells_of(p, columns, ""), ","));
    return text;
}

std::string curves_text(const TransitionPoints& points, const std::vector<MeasuredCurve>& curves,
                        const std::string& command) {
    const Heading heading{command,
                          Units::si,
                          Json::object(),
                          {{"curve", "1"}, {"T", "K"}, {"B", "T"}, {"share", "1"}, {"sweep", "1"}}};
    std::string text = csv_head(heading);
    for (const CurveSweep& sweep : points.sweeps) {
        const MeasuredCurve& curve = curves[sweep.curve];
        const bool T = curve.swept == Measurand::temperature;
        const SweepTransition& t = sweep.transition;
        for (std::size_t i = 0; i < t.share.size(); ++i)
            text += fmt::format("{},{:.9g},{:.9g},{:.6g},{}\n", sweep.curve + 1, T ? t.x[i] : curve.fixed,
                                T ? curve.fixed : t.x[i], t.share[i],
                                t.turn == Turn::none ? "unordered" : word_of(t.turn));
    }
    return text;
}

}  // namespace mirage
