import RoostModel

extension Page {
  static let landing = Page(
    status: 200, title: "This is a Roost gateway",
    message: "Apps answer here at /app/NAME/, and each on its own host at NAME.localhost.",
    hint: "List the apps of this machine: `roost app list`", code: "gateway")

  static let unknownApp = Page(
    status: 404, title: "No such app", message: "No app of this name is deployed here.",
    hint: "Deploy one: `roost deploy DIR --name NAME`", code: ProblemCode.appNotFound.rawValue)

  static let nothingHere = Page(
    status: 404, title: "Nothing here", message: "This address belongs to no app.",
    hint: "Apps answer at /app/NAME/. List them: `roost app list`", code: "gateway.not-found")

  static let notAllowed = Page(
    status: 403, title: "Not from here", message: "This app answers to some addresses only, and yours is none of them.",
    hint: "Its owner keeps the list: `gateway.allow` in roost.yml.", code: "gateway.not-allowed")

  static let unauthorized = Page(
    status: 401, title: "Name and password, please", message: "This app is for those who have a password.",
    hint: "Its owner gives them out: `gateway.auth` in roost.yml.", code: "gateway.unauthorized")

  static let passwordsWait = Page(
    status: 503, title: "Too many passwords are waiting", message: "More passwords are waiting to be looked at than is good.",
    hint: "Try again in a moment.", code: "gateway.queue-full", retryAfter: 2)

  /// Too many wrong ones. Nanoseconds until another one may be tried.
  static func tooManyPasswords(_ wait: UInt64) -> Page {
    Page(
      status: 429, title: "Too many wrong passwords", message: "More wrong passwords came from your address than is good.",
      hint: "Try again later.", code: "gateway.wrong-passwords", retryAfter: seconds(wait))
  }

  static func maintenance(_ message: String?) -> Page {
    Page(
      status: 503, title: "Closed for a moment", message: message ?? "This app is being worked on and will be back.",
      hint: "Try again later. Its owner opens it with `roost app maintenance NAME off`", code: "gateway.maintenance",
      retryAfter: 60)
  }

  static let noSuchFile = Page(
    status: 404, title: "Not found", message: "The site has no page at this address.",
    hint: "Check the address, or start from the site's first page.", code: "gateway.not-found")

  static let fileMethod = Page(
    status: 405, title: "Method not allowed", message: "This site is files alone: they can only be read.",
    hint: "Use GET or HEAD.", code: "gateway.method")

  static let readTimeout = Page(
    status: 408, title: "The request took too long", message: "The rest of the request did not arrive in time.",
    hint: "Send it again.", code: "gateway.request-timeout")

  static let overloaded = Page(
    status: 503, title: "Too many requests are waiting", message: "The app is being switched and the queue is full.",
    hint: "Try again in a moment.", code: "gateway.queue-full", retryAfter: 2)

  static let busy = Page(
    status: 503, title: "The app is busy", message: "As many requests are under way as the app allows.",
    hint: "Try again in a moment.", code: "gateway.busy", retryAfter: 2)

  static let queuedTooLong = Page(
    status: 503, title: "The app is busy", message: "The request waited for its turn and none came in time.",
    hint: "Try again in a moment.", code: "gateway.queue-timeout", retryAfter: 5)

  /// A rate that was exceeded.
  static func limited(_ refusal: RouteLimiter.Refusal) -> Page {
    let (message, wait) =
      switch refusal {
      case .rate(let wait): ("The app gets more requests than it allows.", wait)
      case .clientRate(let wait): ("More requests came from your address than the app allows.", wait)
      }
    return Page(
      status: 429, title: "Too many requests", message: message, hint: "Try again later.", code: "gateway.rate",
      retryAfter: seconds(wait))
  }

  /// Of some nanoseconds, rounded up.
  private static func seconds(_ wait: UInt64) -> Int { Int(clamping: (wait + 999_999_999) / 1_000_000_000) }

  static let heldTooLong = Page(
    status: 503, title: "The app is not back yet",
    message: "The app is being switched and took longer than this request can wait.",
    hint: "Try again in a moment. Its owner sees what it does with `roost app list`", code: "gateway.held", retryAfter: 5)

  /// Loaded again by itself until the app is there.
  static let waking = Page(
    status: 503, title: "Waking up", message: "This app was asleep and is being started. It shows here by itself in a moment.",
    hint: "If it does not, load the page again. Its owner sees what it does with `roost app info NAME`", code: "gateway.waking",
    retryAfter: 2, reloadsAfter: 2)

  static let connectTimeout = Page(
    status: 504, title: "The app cannot be reached", message: "The app did not accept a connection in time.",
    hint: "See what it does: `roost app logs NAME`", code: "gateway.connect-timeout", retryAfter: 5)

  static let answerTimeout = Page(
    status: 504, title: "The app did not answer", message: "The app accepted the request and sent nothing in time.",
    hint: "See what it does: `roost app logs NAME`", code: "gateway.answer-timeout")

  static let connectionLost = Page(
    status: 502, title: "The app hung up", message: "The app closed the connection before it answered.",
    hint: "It may have crashed. See its last lines: `roost app logs NAME`", code: "gateway.app-closed")

  /// A client's mistake.
  static func refused(_ fault: MessageFault) -> Page {
    Page(
      status: fault.status, title: Reason.text(fault.status), message: fault.sentence,
      hint: fault.hint, code: "gateway.request-refused")
  }

  /// An app's mistake.
  static func badResponse(_ fault: MessageFault) -> Page {
    Page(
      status: 502, title: "The app's response is not valid HTTP", message: fault.sentence,
      hint: "The app or its server must be corrected. See its last lines: `roost app logs NAME`", code: "gateway.response-refused"
    )
  }

  /// A dial that failed.
  static func unreachable(_ problem: Problem) -> Page {
    Page(
      status: 502, title: "The app cannot be reached", message: closed(problem.message), hint: sentence(problem.hint),
      code: problem.code.rawValue, retryAfter: 5)
  }

  static func unavailable(_ problem: Problem) -> Page {
    Page(
      status: 503, title: problem.code.title, message: closed(problem.message), hint: sentence(problem.hint),
      code: problem.code.rawValue, retryAfter: 5)
  }

  /// A problem's message, which is written to be followed by its hint, as a sentence.
  private static func closed(_ message: String) -> String {
    message.last.map { ".!?".contains($0) } ?? true ? message : message + "."
  }

  /// A problem's hint, which is written to follow "hint:", as a sentence of its own with its command marked.
  private static func sentence(_ hint: String) -> String {
    var text = hint.prefix(1).uppercased() + hint.dropFirst()
    guard !text.contains("`"), let command = text.firstRange(of: ": roost ") else { return text }
    text.insert("`", at: text.index(command.lowerBound, offsetBy: 2))
    return text + "`"
  }

  /// The same with the app's name where the command needs it.
  func naming(_ app: AppName) -> Page {
    var page = self
    page.hint.replace("NAME", with: app.text)
    return page
  }
}
