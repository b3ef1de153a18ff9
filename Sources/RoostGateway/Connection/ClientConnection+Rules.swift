import NIOCore
import RoostModel

/// Requests of routes that have rules, and those that are nobody's.
extension ClientConnection {
  func beginRuled(_ head: RequestHead, at mount: Mount, _ bytes: inout ByteBuffer) {
    guard let rules = mount.route.rules else { return }
    let request = ruleRequest(head, below: mount.prefix.utf8.count, bytes)
    let passwords = loop.passwords
    let checked = self.checked
    self.checked = nil
    let verdict = rules.verdict(on: request, below: mount.prefix) { credentials in
      if let checked, checked.credentials == credentials { return checked.isRight }
      return attempt(credentials, by: rules).flatMap(passwords.isRight)
    }
    switch verdict {
    case .pass(let onward, let back):
      responseEdit = back.isEmpty ? nil : back
      if !onward.removed.isEmpty { machine.refuseTrailers(onward.removed) }
      begin(head, to: mount, edit: onward.isEmpty ? nil : onward, &bytes)
    case .answer(let answer, let back):
      responseEdit = back
      bytes.moveReaderIndex(forwardBy: head.end)
      self.answer(answer)
    case .page(let page, let fields, let back):
      responseEdit = back
      bytes.moveReaderIndex(forwardBy: head.end)
      var answer = page.naming(mount.route.name).answer(as: format)
      answer.fields += fields
      self.answer(answer)
    case .check(let credentials, let back):
      responseEdit = back
      if let attempt = attempt(credentials, by: rules) { check(attempt, &bytes) }
    }
  }

  private func attempt(_ credentials: Credentials, by rules: RouteRules) -> PasswordAttempt? {
    rules.wrongPasswords.map { PasswordAttempt(credentials: credentials, client: clientKey, wrong: $0) }
  }

  /// The head stays in the input, to be looked at again when it is known whether the password is right.
  private func check(_ attempt: PasswordAttempt, _ bytes: inout ByteBuffer) {
    let connection = NIOLoopBound(self, eventLoop: loop.eventLoop)
    let eventLoop = loop.eventLoop
    let start = loop.passwords.check(attempt) { isRight in
      eventLoop.execute { connection.value.checked(attempt.credentials, isRight) }
    }
    switch start {
    case .begun:
      phase = .answering
      extend(loop.limits.stall)
    case .full: answer(.passwordsWait, &bytes)
    case .slowed(let wait): answer(.tooManyPasswords(wait), &bytes)
    }
  }

  private func checked(_ credentials: Credentials, _ isRight: Bool) {
    guard phase == .answering, input != nil else { return }
    checked = (credentials, isRight)
    routeAgain()
  }

  /// Perhaps a page of an app believes to be alone on its host.
  func answerNobodys(_ page: Page, _ head: RequestHead, _ bytes: inout ByteBuffer) {
    let request = ruleRequest(head, below: 0, bytes)
    guard let mount = loop.rescuer(request) else { return answer(page, &bytes) }
    loop.rescues.add(mount.route.name)
    bytes.moveReaderIndex(forwardBy: head.end)
    let location = mount.prefix + "/" + request.path.drop { $0 == "/" } + request.query
    answer(Answer(status: 307, fields: [(name: "Location", value: location), (name: "Cache-Control", value: "no-store")]))
  }

  private func ruleRequest(_ head: RequestHead, below prefix: Int, _ bytes: ByteBuffer) -> RuleRequest {
    bytes.withUnsafeReadableBytes {
      RuleRequest(head, from: address, asking: askedHost(head, $0.bytes), below: prefix, of: $0.bytes)
    }
  }
}
