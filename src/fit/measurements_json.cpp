#include "fit/measurements_json.hpp"

namespace mirage {

Json json_of(const Measurements& data) {
    Json json{{"samples", Json::array()}};
    for (const MeasuredSample& sample : data.samples) {
        Json points = Json::array();
        for (const Measurement& m : sample.points) {
            points.push_back({{"T", m.T}, {"B", m.B}, {"sigma_T", m.sigma_T}, {"sigma_B", m.sigma_B}});
            if (m.bound != Bound::none) points.back()["bound"] = m.bound == Bound::lower ? "lower" : "upper";
        }
        json["samples"].push_back({{"name", sample.name}, {"points", points}});
    }
    json["notes"] = data.notes;
    return json;
}

}  // namespace mirage
