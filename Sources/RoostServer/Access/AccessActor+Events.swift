import RoostModel

extension AccessActor {
  /// Events of the machine are for those who may see all of it.
  func sees(_ event: ServerEvent) -> Bool {
    guard let apps else { return true }
    return event.kind.rawValue.hasPrefix("app.") && apps.contains { $0.text == event.subject }
  }
}
