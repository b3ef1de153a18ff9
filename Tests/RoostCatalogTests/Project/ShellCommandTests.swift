import Testing

@testable import RoostCatalog

@Suite struct ShellCommandTests {
  @Test(arguments: [
    ("node server.js", "exec node server.js"), ("exec node a.js", "exec node a.js"),
    ("A=1 B=2 node a.js", "exec env A=1 B=2 node a.js"),
    ("node a.js && node b.js", "node a.js && node b.js"), ("a | b", "a | b"), ("node a.js &", "node a.js &"),
    ("cd x; node a", "cd x; node a"),
    ("node a.js > log 2>&1", "exec node a.js > log 2>&1"), ("node -e 'a; b && c'", "exec node -e 'a; b && c'"),
    ("echo \"a;b\"", "exec echo \"a;b\""),
    ("serve -p ${PORT:-3000}", "exec serve -p ${PORT:-3000}"), ("node $(which x)", "node $(which x)"), ("if true", "if true"),
    ("echo 'open", "echo 'open"),
    ("echo \\; b", "exec echo \\; b"), ("cd /x", "cd /x"),
  ])
  func aSimpleCommandReplacesTheShell(_ line: String, _ expected: String) {
    #expect(ShellCommand(line).replacingShell == expected)
  }

  @Test(arguments: [
    ("a", "a"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"), ("$(x)", "'$(x)'"), ("src/a-b_c.py", "src/a-b_c.py"),
    ("é", "'é'"),
  ])
  func quotesWhatNeedsIt(_ text: String, _ expected: String) {
    #expect(ShellCommand.quoted(text) == expected)
  }
}
