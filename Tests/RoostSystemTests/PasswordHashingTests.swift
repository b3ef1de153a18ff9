import RoostModel
import RoostSystem
import Testing

/// What libcrypt makes of passwords.
@Suite struct PasswordHashingTests {
  /// The vectors of the algorithms' authors.
  @Test(arguments: [
    ("Hello world!", "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1"),
    ("U*U", "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
  ])
  func knownHashes(password: String, text: String) throws {
    let hash = try #require(PasswordHash(text))
    #expect(Password.matches(password, hash))
    #expect(!Password.matches(password + "x", hash))
    #expect(!Password.matches("", hash))
  }

  @Test func ownHashes() throws {
    let one = try Password.hash("correct horse \u{1F40E}")
    let two = try Password.hash("correct horse \u{1F40E}")
    #expect(one != two)
    #expect(one.description.hasPrefix("$y$"))
    #expect(Password.matches("correct horse \u{1F40E}", one))
    #expect(!Password.matches("correct horse", one))
  }

  @Test(arguments: ["", "a\u{0}b", String(repeating: "a", count: 512)])
  func noPasswords(text: String) {
    let problem = #expect(throws: Problem.self) { try Password.hash(text) }
    #expect(problem?.code == .usageInvalid)
  }
}
