import RoostModel

/// What the rules of a route make of a request.
enum RuleVerdict {
  /// On to the app, changed or not.
  case pass(RequestEdit, ResponseEdit)
  case answer(Answer, ResponseEdit)
  case page(Page, fields: [(name: String, value: String)], ResponseEdit)
  /// A password has to be looked at first, which takes a while.
  case check(Credentials, ResponseEdit)
}
