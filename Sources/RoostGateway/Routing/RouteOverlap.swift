import RoostModel

/// A place that one app asks for and that is another's, or a part of it.
struct RouteOverlap: Sendable {
  let asked: RoutePlace
  let owner: AppName
  let owned: RoutePlace

  init(_ asked: RoutePlace, _ owner: AppName, _ owned: RoutePlace) {
    self.asked = asked
    self.owner = owner
    self.owned = owned
  }

  var problem: Problem {
    Problem(
      .routeTaken, "\(asked.text) belongs to the app '\(owner)'",
      hint: "choose another place in roost.yml, or take it from that app: roost app info \(owner)")
  }

  var warning: String {
    "\(asked.text) is a part of \(owned.text), which goes to the app '\(owner)'; requests there now come here"
  }
}
