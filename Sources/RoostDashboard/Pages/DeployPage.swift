package import RoostModel

/// Where a new app comes from. What is sent or fetched is looked at before anything happens.
package struct DeployPage: Page {
  var runtimes: [RuntimeSummary]
  var problem: Problem?

  package init(runtimes: [RuntimeSummary], problem: Problem? = nil) {
    self.runtimes = runtimes
    self.problem = problem
  }

  package var title: String { "Deploy an app" }
  package var place: Place? { .deploy }
  package var modules: [String] { ["deploy"] }

  package func content(_ frame: Frame) -> HTML {
    Tag.p(.class("lead")) { "First you are shown what would happen. Nothing is built or installed before you say so." }
    if let problem { ProblemPanel(problem).html }
    upload
    Tag.div(.class("columns even")) {
      Card("From a repository") { repository }.html
      Tag.div {
        Card("From an address") { archive }.html
        Card("From a terminal") { machine }.html
      }
    }
    RuntimeChips(runtimes: runtimes).html
  }

  private var upload: HTML {
    Tag.form(
      .class("card drop"), .method("post"), .action(.upload), Attribute("enctype", "multipart/form-data"),
      .flag("data-upload"), .label("Upload")
    ) {
      Tag.h2(.class("scripted")) { "Drop a folder or an archive here" }
      Tag.div(.class("pick")) {
        Tag.label(.class("field scripted")) {
          Tag.span { "Choose a folder" }
          VoidTag.input(.type("file"), .flag("webkitdirectory"), .flag("multiple"), .id("folder"))
        }
        Tag.label(.class("field")) {
          Tag.span { "Choose an archive" }
          VoidTag.input(
            .type("file"), .name("file"), .id("archive"), .flag("required"),
            Attribute("accept", ".zip,.tar,.gz,.tgz,.xz,.txz,.zst,.tzst,.bz2,.tbz2"))
        }
        Tag.button(.class("primary plain")) { "Upload" }
      }
      Tag.div(.class("sending")) {
        Tag.progress(.flag("hidden"), .label("Sent"))
        Tag.div(Attribute("role", "status"))
      }
      Tag.small { "zip, tar, tar.gz, tar.xz, tar.zst or tar.bz2. What is made again, such as node_modules, may be left out." }
    }
  }

  private var repository: HTML {
    Form(.deploy, kind: "fields") {
      Field("git", "Repository").with {
        $0.isRequired = true
        $0.placeholder = "https://github.com/me/shop"
        $0.autocomplete = "off"
        $0.note = "or in short github:me/shop"
      }.html
      Field("reference", "Branch, tag or commit").with { $0.placeholder = "the default branch" }.html
      Field("subdirectory", "Directory in it").with { $0.placeholder = "the whole repository" }.html
      Field("token", "Access token").with {
        $0.type = "password"
        $0.autocomplete = "off"
        $0.note = "for a private one; kept sealed with the app"
      }.html
      Tag.button { "Fetch and look" }
    }.html
  }

  private var archive: HTML {
    Form(.deploy, kind: "fields") {
      Field("url", "Address of an archive").with {
        $0.type = "url"
        $0.isRequired = true
        $0.placeholder = "https://example.com/shop.tar.gz"
      }.html
      Field("sha256", "Its SHA-256").with {
        $0.placeholder = "not checked"
        $0.pattern = "[0-9a-fA-F]{64}"
      }.html
      Tag.button { "Fetch and look" }
    }.html
  }

  @HTMLBuilder private var machine: HTML {
    Tag.p { "In the directory of the project:" }
    Command("roost deploy .").html
    Tag.p { "Or as a remote of git, where every push is a deployment:" }
    Command("git remote add roost roost::shop && git push roost").html
  }
}
