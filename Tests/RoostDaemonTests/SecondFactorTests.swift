import Logging
import RoostModel
import RoostServer
import RoostStore
import RoostSystem
import Synchronization
import Testing

@testable import RoostDaemon

extension AccessSealing {
  /// Really sealed, under a key of the test's own.
  static var forTests: AccessSealing {
    let key = SealingKey(bytes: [UInt8](repeating: 7, count: SealingKey.length))
    let missing = Problem(.internal, "no key", hint: "-")
    return AccessSealing(
      seal: { (bytes, context) throws(Problem) in
        guard let key else { throw missing }
        return try key.seal(bytes, for: context)
      },
      open: { (bytes, context) throws(Problem) in
        guard let key else { throw missing }
        return try key.open(bytes, for: context)
      })
  }
}

@Suite struct OneTimeCodeTests {
  private let code = OneTimeCode(secret: Array("12345678901234567890".utf8))

  /// Appendix B of RFC 6238, with the eight digits it has.
  @Test(arguments: [
    (59.0, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
    (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
  ])
  func theRFCsValues(_ time: Double, _ expected: String) {
    #expect(code.code(of: OneTimeCode.step(at: time), digits: 8) == expected)
    #expect(code.code(of: OneTimeCode.step(at: time)) == String(expected.suffix(6)))
  }

  @Test func oneStepToEachSideIsAccepted() {
    let now = 1_234_567_890.0
    let step = OneTimeCode.step(at: now)
    for distance in -1...1 { #expect(code.step(of: code.code(of: step + distance), now: now, after: 0) == step + distance) }
    for distance in [-2, 2, 100] { #expect(code.step(of: code.code(of: step + distance), now: now, after: 0) == nil) }
    #expect(code.step(of: code.code(of: step), now: now, after: step) == nil, "it was used")
    #expect(code.step(of: code.code(of: step - 1), now: now, after: step) == nil, "one before a used one was not")
    for text in ["", "12345", "1234567", "abcdef", "٠٠٠٠٠٠"] { #expect(code.step(of: text, now: now, after: 0) == nil) }
  }

  @Test func anAppCanReadIt() {
    let uri = code.uri(label: "ada@far host")
    #expect(
      uri
        == "otpauth://totp/Roost:ada%40far%20host?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Roost&algorithm=SHA1&digits=6&period=30"
    )
    #expect(OneTimeCode().secret.count == 20 && OneTimeCode().secret != OneTimeCode().secret)
  }

  /// Section 10 of RFC 4648, without padding.
  @Test(arguments: [
    ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
  ])
  func base32(_ text: String, _ encoded: String) { #expect(Base32.encode(Array(text.utf8)) == encoded) }

  @Test func aRecoveryCodeIsReadAsPeopleTypeIt() throws {
    let code = RecoveryCode()
    #expect(code.text.wholeMatch(of: /([a-z2-7]{4}-){3}[a-z2-7]{4}/) != nil)
    for typed in [code.text, code.text.uppercased(), code.text.filter { $0 != "-" }, code.text.replacing("-", with: " ")] {
      #expect(RecoveryCode(typed)?.digest == code.digest)
    }
    for typed in ["", "123456", String(code.text.dropLast()), code.text + "a", "0000-0000-0000-0000"] {
      #expect(RecoveryCode(typed) == nil)
    }
  }
}

@Suite struct SecondFactorTests {
  private final class Clock: Sendable {
    private let time = Mutex(1_234_567_890.0)
    func pass(_ seconds: Double) { time.withLock { $0 += seconds } }
    var now: Double { time.withLock { $0 } }
  }

  private let clock = Clock()
  private let store: Store
  private let access: AccessControl
  private let here = ClientMark(address: "192.0.2.1", userAgent: "x")
  private let ada: AccessName

  init() throws {
    store = try Store.inMemory()
    let clock = clock
    access = AccessControl(
      store: store, sealing: .forTests, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { clock.now })
    ada = try AccessName("ada")
  }

  private func logIn(_ code: String? = nil, password: String = "correct horse") async throws -> LoginOutcome {
    try await access.logIn(LoginRequest(name: "ada", password: password, code: code), here)
  }

  private func isOpened(_ outcome: LoginOutcome) -> Bool { if case .opened = outcome { true } else { false } }

  /// The account with a factor in force: what makes its codes, and its recovery codes. The code of now is used.
  private func prepare() async throws -> (codes: OneTimeCode, recovery: [String]) {
    _ = try await access.setAccount(ada, AccountRequest(password: "correct horse"))
    let offer = try await access.offerSecondFactor(ada)
    let sealed = try #require(try await store.account(named: ada)?.totpSecret)
    let codes = OneTimeCode(secret: try await AccessSealing.forTests.open(Array(sealed), "account|1|totp"))
    #expect(offer.secret == Base32.encode(codes.secret) && offer.uri.contains(offer.secret))
    let recovery = try await access.confirmSecondFactor(ada, SecondFactorProof(code: now(codes)))
    return (codes, recovery.codes)
  }

  private func now(_ codes: OneTimeCode) -> String { codes.code(of: OneTimeCode.step(at: clock.now)) }

  @Test func nothingChangesUntilACodeWasShown() async throws {
    _ = try await access.setAccount(ada, AccountRequest(password: "correct horse"))
    _ = try await access.offerSecondFactor(ada)
    #expect(isOpened(try await logIn()))
    let wrong = await #expect(throws: Problem.self) {
      try await access.confirmSecondFactor(ada, SecondFactorProof(code: "000000x"))
    }
    #expect(wrong?.code == .accessDenied)
    #expect(isOpened(try await logIn()))
    #expect(try await access.accounts().first?.secondFactor == false)
    let nobody = await #expect(throws: Problem.self) { try await access.offerSecondFactor(AccessName("bob")) }
    #expect(nobody?.code == .accessNotFound)
  }

  @Test func aCodeIsGoodOnce() async throws {
    let (codes, recovery) = try await prepare()
    #expect(recovery.count == 8 && Set(recovery).count == 8)
    #expect(try await access.accounts().first?.secondFactor == true)
    guard case .codeNeeded = try await logIn() else { throw Problem(.internal, "no code was asked for", hint: "-") }
    #expect(try await logIn("", password: "wrong") == .refused, "who does not know the password learns nothing of it")
    #expect(try await logIn(now(codes)) == .wrongCode(ada), "it was used to begin with")
    clock.pass(30)
    let code = now(codes)
    #expect(isOpened(try await logIn("\(code.prefix(3)) \(code.suffix(3))")))
    #expect(try await logIn(code) == .wrongCode(ada))
    clock.pass(30)
    let fresh = now(codes)
    let opened = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 { group.addTask { isOpened(try await logIn(fresh)) } }
      return try await group.reduce(into: 0) { if $1 { $0 += 1 } }
    }
    #expect(opened == 1, "of several at once, one")
  }

  @Test func aRecoveryCodeIsGoodOnce() async throws {
    let (_, recovery) = try await prepare()
    #expect(isOpened(try await logIn(recovery[3].uppercased())))
    #expect(try await logIn(recovery[3]) == .wrongCode(ada))
    #expect(isOpened(try await logIn(recovery[4])))
    let kept = "\(try await store.accounts())"
    #expect(!kept.contains(recovery[0]))
  }

  @Test func theTicketOfThePasswordTakesTheCode() async throws {
    let (codes, _) = try await prepare()
    clock.pass(30)
    guard case .codeNeeded(let ticket) = try await logIn() else { throw Problem(.internal, "no ticket", hint: "-") }
    #expect(try await access.logIn(ticket: ticket, code: "000000", here) == .wrongCode(ada))
    #expect(try await access.logIn(ticket: String(repeating: "0", count: 64), code: now(codes), here) == .refused)
    #expect(isOpened(try await access.logIn(ticket: ticket, code: now(codes), here)))
    clock.pass(30)
    #expect(try await access.logIn(ticket: ticket, code: now(codes), here) == .refused, "a ticket is good for one session")
    guard case .codeNeeded(let late) = try await logIn() else { throw Problem(.internal, "no ticket", hint: "-") }
    clock.pass(301)
    #expect(try await access.logIn(ticket: late, code: now(codes), here) == .refused)
    guard case .codeNeeded(let old) = try await logIn() else { throw Problem(.internal, "no ticket", hint: "-") }
    _ = try await access.setAccount(ada, AccountRequest(password: "another horse"))
    #expect(try await access.logIn(ticket: old, code: now(codes), here) == .wrongCode(ada), "the password is another one")
  }

  @Test func wrongCodesMakeWaitAsWrongPasswordsDo() async throws {
    let (codes, _) = try await prepare()
    clock.pass(30)
    for _ in 0..<5 { #expect(try await logIn("000000") == .wrongCode(ada)) }
    #expect(try await logIn(now(codes)) == .throttled(seconds: 1))
    clock.pass(1)
    guard case .codeNeeded(let ticket) = try await logIn() else { throw Problem(.internal, "no ticket", hint: "-") }
    // Neither does the password alone wash off what was wrong, nor is a ticket a way around.
    #expect(try await access.logIn(ticket: ticket, code: now(codes), here) == .throttled(seconds: 1))
    clock.pass(1)
    #expect(isOpened(try await access.logIn(ticket: ticket, code: now(codes), here)))
  }

  @Test func thePasswordAloneIsNoFailure() async throws {
    _ = try await prepare()
    for _ in 0..<8 {
      guard case .codeNeeded = try await logIn() else { throw Problem(.internal, "it was counted", hint: "-") }
    }
  }

  @Test func withoutItThePasswordIsEnough() async throws {
    _ = try await prepare()
    let again = await #expect(throws: Problem.self) { try await access.offerSecondFactor(ada) }
    #expect(again?.code == .accessTaken && again?.hint.contains("roost user totp off ada") == true)
    try await access.removeSecondFactor(ada)
    #expect(isOpened(try await logIn()))
    #expect(await #expect(throws: Problem.self) { try await access.removeSecondFactor(ada) }?.code == .accessNotFound)
    #expect(try await !store.hasSecondFactors())
    let second = try await access.offerSecondFactor(ada)
    #expect(second.secret.count == 32)
    #expect(try await store.hasSecondFactors(), "what is sealed keeps the key from being made anew")
  }
}
