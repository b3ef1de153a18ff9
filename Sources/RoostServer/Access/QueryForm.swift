import Hummingbird
import RoostModel

/// What may stand behind the `?`: what the route declares, each once. So a wrong name is no silent default.
enum QueryForm {
  static func check(_ request: Request, _ route: RouteEntry) throws(Problem) {
    guard let form = route.form, request.uri.query != nil else { return }
    var seen: Set<Substring> = []
    for (name, _) in request.uri.queryParameters {
      guard form.query.contains(where: { $0.name == name }) else { throw unknown(name, form) }
      guard seen.insert(name).inserted else {
        throw Problem(.usageInvalid, "\(name) is there twice", hint: "say it once")
      }
    }
  }

  private static func unknown(_ name: Substring, _ form: RouteForm) -> Problem {
    let known = form.query.map(\.name).joined(separator: ", ")
    return Problem(
      .usageInvalid, "there is no parameter \(name.prefix(40).debugDescription) here",
      hint: known.isEmpty ? "leave out everything behind the '?'" : "there are \(known)")
  }
}
