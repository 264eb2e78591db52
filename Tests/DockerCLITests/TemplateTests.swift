import Basics
import Testing

@testable import DockerCLI

@Suite struct TemplateTests {
  private static let document = try? JSONValue(
    parsing: """
      {"Id":"sha256:a31c","Name":"/web","RepoTags":["nginx:1.19.2","nginx:latest"],"Size":11780324,"None":null,
       "State":{"Status":"running","Running":true,"ExitCode":0},
       "Config":{"Cmd":["nginx","-g","daemon off;"],"Labels":{"b":"2","a":"1"},"Env":[]},
       "NetworkSettings":{"Ports":{"80/tcp":[{"HostIp":"0.0.0.0","HostPort":"8080"}],"443/tcp":null}}}
      """)

  @Test(arguments: [
    ("plain", "plain"), ("{{.Name}}", "/web"), ("{{.State.Status}} {{.State.Running}}", "running true"),
    ("{{.ID}}", "sha256:a31c"), ("{{ .Size }}", "11780324"), ("{{.RepoTags}}", "[nginx:1.19.2 nginx:latest]"),
    ("{{.Config.Labels}}", "map[a:1 b:2]"), ("{{.State}}", "{running true 0}"),
    ("{{json .Config.Labels}}", #"{"b":"2","a":"1"}"#),
    ("{{.Config | json}}", #"{"Cmd":["nginx","-g","daemon off;"],"Labels":{"b":"2","a":"1"},"Env":[]}"#),
    ("{{range .RepoTags}}<{{.}}>{{end}}", "<nginx:1.19.2><nginx:latest>"),
    ("{{range $i, $t := .RepoTags}}{{if $i}}, {{end}}{{$t}}{{end}}", "nginx:1.19.2, nginx:latest"),
    ("{{range $k, $v := .Config.Labels}}{{$k}}={{$v}} {{end}}", "a=1 b=2 "),
    ("{{range .Config.Env}}x{{else}}none{{end}}", "none"),
    ("{{range .RepoTags}}{{.}}{{break}}{{end}}", "nginx:1.19.2"),
    ("{{(index (index .NetworkSettings.Ports \"80/tcp\") 0).HostPort}}", "8080"),
    (
      "{{range $p, $b := .NetworkSettings.Ports}}{{if $b}}{{$p}} -> {{(index $b 0).HostIP}}{{end}}{{end}}",
      "80/tcp -> 0.0.0.0"
    ),
    ("{{index .Config.Labels \"a\"}}", "1"), ("{{.Config.Labels.nope}}", "<no value>"),
    ("{{if .Config.Labels.nope}}a{{else}}b{{end}}{{index .Config.Labels \"nope\"}}", "b"),
    ("{{js \"x'y\"}} {{urlquery \"a b&\"}}", "x\\'y a+b%26"),
    ("{{index .RepoTags 1}}", "nginx:latest"),
    ("{{if and .State (not .State.Running)}}stopped{{else}}up{{end}}", "up"),
    ("{{if eq .State.Status \"exited\" \"running\"}}yes{{end}}", "yes"),
    ("{{if ne .State.ExitCode 0}}bad{{else if .State.Running}}good{{else}}?{{end}}", "good"),
    ("{{if or (lt .Size 5) (gt .Size 10)}}1{{end}}{{if le 2 2}}2{{end}}{{if ge 1 2}}3{{end}}", "12"),
    ("{{with .State}}{{.Status}} {{$.Name}}{{end}}", "running /web"),
    ("{{with .None}}a{{else}}b{{end}}", "b"),
    ("{{len .RepoTags}} {{len .Name}}", "2 4"), ("{{slice .Id 7 9}}", "a3"),
    ("{{printf \"%s|%5d|%-4s|%q|%v%%\" .Name 42 \"x\" \"y\" true}}", "/web|   42|x   |\"y\"|true%"),
    ("{{println .Name 1}}", "/web 1\n"), ("{{print 1 2 \"a\" 3}}", "1 2a3"),
    ("{{join .Config.Cmd \" \"}}", "nginx -g daemon off;"),
    ("{{join (split .Id \":\") \"+\"}}", "sha256+a31c"),
    ("{{upper .Name}} {{lower \"AB\"}} {{title \"ab-cd\"}}", "/WEB ab Ab-Cd"),
    ("{{truncate .Id 6}}|{{pad \"x\" 2 1}}|", "sha256|  x |"),
    ("{{/* nothing */}}a", "a"), ("a {{- \"b\" -}} c", "abc"), ("a\n{{- /* x */ -}}\nb", "ab"),
    ("{{$n := .Name}}{{$n}}{{$n = \"new\"}}{{$n}}", "/webnew"), ("{{`raw \"text\"`}}", "raw \"text\""),
    ("{{.State.Status | printf \"%s-%s\" \"is\"}}", "is-running"), ("{{true}} {{1.5}}", "true 1.5"),
    (
      "{{1.0}} {{1e3}} {{0x1F}} {{0b11}} {{0o17}} {{017}} {{1_000}} {{.5}} {{-0x2}}",
      "1 1000 31 3 15 15 1000 0.5 -2"
    ),
    ("{{printf \"%x %X %o %b %c %U %+d\" 255 255 8 5 65 65 5}}", "ff FF 10 101 A U+0041 +5"),
    (
      "{{printf \"%e %g %E %.1e %g\" 1.5 1.5 0.00025 12345.0 1e-7}}",
      "1.500000e+00 1.5 2.500000E-04 1.2e+04 1e-07"
    ),
    (
      "{{range $i, $t := .RepoTags}}{{with $x := $t}}{{$i}}{{$x}};{{end}}{{end}}",
      "0nginx:1.19.2;1nginx:latest;"
    ),
    ("{{printf \"%d %f %T %T\" 2.5 2 1 2.5}}", "%!d(float64=2.5) %!f(int=2) int float64"),
    ("{{define \"t\"}}<{{.}}>{{end}}{{template \"t\" .Name}}{{template \"t\" 1}}", "</web><1>"),
    ("{{printf \"%5d|%-5t\" \"x\" 1}}", "%!d(string=    x)|%!t(int=1    )"),
    ("{{block \"b\" .State}}{{.Status}}{{end}}", "running"), ("{{.State.Status | }}", "running"),
  ])
  func `A template makes of a document what docker makes of it`(source: String, expected: String) throws {
    let document = try #require(Self.document)
    #expect(try Template(source).text(of: .json(document)) == expected)
  }

  @Test(arguments: [
    ("{{.Nope}}", #"template: :1:2: executing "" at <.Nope>: map has no entry for key "Nope""#),
    ("{{.State.Nope}}", #"template: :1:8: executing "" at <.State.Nope>: map has no entry for key "Nope""#),
    ("a\n{{.Nope}}", #"template: :2:2: executing "" at <.Nope>: map has no entry for key "Nope""#),
    (
      "{{.Name.X}}",
      #"template: :1:7: executing "" at <.Name.X>: can't evaluate field X in type interface {}"#
    ),
    (
      "{{index .RepoTags 9}}",
      #"template: :1:2: executing "" at <index .RepoTags 9>: error calling index: index out of range: 9"#
    ),
    (
      "{{lower .Size}}",
      #"template: :1:8: executing "" at <.Size>: wrong type for value; expected string; got int"#
    ),
    (
      "{{if eq .Name 1}}x{{end}}",
      #"template: :1:5: executing "" at <eq .Name 1>: error calling eq: incompatible types for comparison"#
    ),
    ("{{.Name", "template: :1: unclosed action"), ("{{if .Name}}x", "template: :1: unexpected EOF"),
    ("{{end}}", "template: :1: unexpected {{end}}"),
    ("{{foo .Name}}", #"template: :1: function "foo" not defined"#),
    ("{{if}}x{{end}}", "template: :1: missing value for if"),
    ("{{}}", "template: :1: missing value for command"),
    ("{{\"a}}", "template: :1: unterminated quoted string"),
    ("{{(.Name}}", "template: :1: unclosed left paren"),
  ])
  func `A template that is wrong is refused in docker's words`(source: String, expected: String) throws {
    let document = try #require(Self.document)
    let error = #expect(throws: TemplateError.self) { try Template(source).text(of: .json(document)) }
    #expect(error?.text == expected)
  }

  @Test func `Rows print sorted, escaped JSON and look their labels up`() throws {
    let row = TemplateRow(
      typeName: "*formatter.imageContext", texts: ["Tag": "<none>", "ID": "1"], labels: ["a": "b"])
    #expect(try Template("{{json .}}").text(of: .row(row)) == #"{"ID":"1","Tag":"\u003cnone\u003e"}"#)
    #expect(try Template(#"{{.Label "a"}}-{{.Label "x"}}"#).text(of: .row(row)) == "b-")
    #expect(
      throws: TemplateError(
        text:
          #"template: :1:2: executing "" at <.Nope>: can't evaluate field Nope in type *formatter.imageContext"#
      )
    ) { try Template("{{.Nope}}").text(of: .row(row)) }
  }

  @Test func `The header of a table leaves functions out`() throws {
    let titles = ["ID": "IMAGE ID", "Repository": "REPOSITORY"]
    let header = try Template(#"{{truncate .ID 3}}|{{upper .Repository}}|{{.Label "x"}}"#)
      .header(titles, typeName: "t")
    #expect(header == "IMAGE ID|REPOSITORY|x")
  }

  @Test(arguments: [
    ("{{.SizeRw}}", "<nil>"), ("{{if .State.Health}}{{.State.Health.Status}}{{else}}none{{end}}", "none"),
    ("{{range .Mounts}}[{{.Name}}]{{end}}", "[]"), ("{{json .State.Health}}", "null"),
  ])
  func `Members that an engine leaves out are there for docker's own types`(
    source: String, expected: String
  ) throws {
    let document = try JSONValue(
      parsing: """
        {"State":{"Paused":false,"ExitCode":0},"HostConfig":{"Init":true},"Mounts":[{"Destination":"/d"}]}
        """)
    #expect(try Template(source).text(of: .json(document)) == expected)
    #expect(throws: TemplateError.self) { try Template("{{.State.Health.Status}}").text(of: .json(document)) }
  }

  @Test func `A template that has a name, and a document whose type docker knows, are named in complaints`() {
    let document = TemplateValue.typed(JSONObject([("Client", "x")]), typeName: "system.versionInfo")
    #expect(
      throws: TemplateError(
        text:
          #"template: version:1:2: executing "version" at <.Nope>: can't evaluate field Nope in type system.versionInfo"#
      )
    ) { try Template("{{.Nope}}", name: "version").text(of: document) }
    #expect(throws: TemplateError(text: "template: version:1: unclosed action")) {
      try Template("{{.Server", name: "version")
    }
  }

  @Test(arguments: [
    (
      #"{"HostConfig":{"VolumesFrom":null,"ConsoleSize":[0,0],"CapAdd":null,"KernelMemory":0,"Z":{}},"NetworkSettings":{"HairpinMode":false,"Bridge":"","Networks":{"b":{"NetworkID":"1","MacAddress":"m"}}}}"#,
      "{{json .NetworkSettings}} {{json .HostConfig}}",
      #"{"Bridge":"","HairpinMode":false,"Networks":{"b":{"MacAddress":"m","GwPriority":0,"NetworkID":"1","DNSNames":null}}} {"VolumesFrom":null,"ConsoleSize":[0,0],"CapAdd":null,"Z":{}}"#
    ),
    (
      #"{"Name":"n","EnableIPv6":false,"IPAM":{}}"#, "{{json .}}",
      #"{"Name":"n","EnableIPv4":false,"EnableIPv6":false,"IPAM":{}}"#
    ),
    (
      #"{"Id":"1","Container":"","Config":{"Env":[]},"RootFS":{}}"#, "{{json .}}",
      #"{"Id":"1","Config":{},"RootFS":{}}"#
    ),
  ])
  func `Documents have the members and the order of docker's own types`(
    document: String, source: String, expected: String
  ) throws {
    let (typed, structure) = try #require(TypedDocument.of(JSONValue(parsing: document)))
    #expect(try Template(source).text(of: .known(typed, .structure(structure))) == expected)
  }

  @Test(arguments: [
    ("{{len .Config.Volumes}}", "error calling len: len of nil pointer"),
    ("{{index .Config.Volumes 0}}", "error calling index: index of untyped nil"),
    ("{{(index .Ports \"81/tcp\").HostPort}}", "at <\"81/tcp\">: nil data; no entry for key \"HostPort\""),
    ("{{index (index .Ports \"81/tcp\") 0}}", "error calling index: index of untyped nil"),
    ("{{join .List \",\"}}", "at <.List>: wrong type for value; expected []string; got []interface {}"),
    ("{{.Ports.a}}", "map has no entry for key \"a\""),
    ("{{upper .Config.Volumes}}", "invalid value; expected string"),
    ("{{slice .Config.Volumes 0 1}}", "error calling slice: slice of untyped nil"),
    (
      "{{join .Config.Volumes \",\"}}",
      "at <.Config.Volumes>: wrong type for value; expected []string; got interface {}"
    ),
  ])
  func `What is wrong with a document of no types is told as Go tells it`(source: String, reason: String)
    throws
  {
    let document = try JSONValue(
      parsing: #"{"Config":{"Volumes":null},"List":["a"],"Ports":{"80/tcp":[{"HostPort":"8080"}]}}"#)
    let error = #expect(throws: TemplateError.self) {
      try Template(source).text(of: .json(document), isUntyped: true)
    }
    #expect(error?.text.hasSuffix(reason) == true, "\(error?.text ?? "")")
  }

  @Test func `All that has names is a map in a document of no types`() throws {
    let document = try JSONValue(
      parsing: #"{"State":{"Status":"up","Pid":7,"Health":null},"Env":["A","B"],"None":[null]}"#)
    let template = try Template(
      "{{.State}} {{json .State}} {{print .State}} {{.Env}}{{range .Env}}{{.}}{{end}}{{range .None}}{{.}}{{end}}"
    )
    #expect(
      try template.text(of: .json(document), isUntyped: true)
        == #"map[Health:<nil> Pid:7 Status:up] {"Health":null,"Pid":7,"Status":"up"} "#
        + "map[Health:<nil> Pid:7 Status:up] [A B]AB<no value>")
  }

  private static let volume = try? JSONValue(
    parsing:
      #"{"CreatedAt":"2024-01-02T03:04:05Z","Driver":"local","Labels":null,"Name":"data","Scope":"local"}"#)

  @Test(arguments: [
    ("{{.}}", "{<nil> 2024-01-02T03:04:05Z local map[]  data map[] local map[] <nil>}"),
    ("{{.UsageData}} {{json .UsageData}} {{len .Status}}", "<nil> null 0"),
    ("{{with .UsageData}}a{{else}}b{{end}}{{.Labels.x}}", "b<no value>"), ("{{print nil}}", "<nil>"),
  ])
  func `A document whose types docker knows has all members of them`(source: String, expected: String) throws
  {
    let volume = try #require(Self.volume)
    #expect(try Template(source).text(of: .known(volume, .structure(.volume))) == expected)
  }

  @Test(arguments: [
    ("{{.name}}", "at <.name>: can't evaluate field name in type volume.Volume"),
    ("{{.Name.x}}", "at <.Name.x>: can't evaluate field x in type string"),
    ("{{len .UsageData}}", "at <len .UsageData>: error calling len: len of nil pointer"),
    ("{{upper 1}}", "at <1>: expected string; found 1"),
    ("{{len 1 2}}", "at <len>: wrong number of args for len: want 1 got 2"),
    ("{{call .Name}}", "at <call .Name>: error calling call: non-function .Name of type string"),
    ("{{eq 1 1.0}}", "error calling eq: incompatible types for comparison"),
    ("{{gt true false}}", "error calling gt: invalid type for comparison"),
    ("{{index .Name 4}}", "error calling index: reflect: string index out of range"),
    ("{{index .Name 5}}", "error calling index: index out of range: 5"),
    (
      "{{template \"x\"}}",
      "template: :1:11: executing \"\" at <{{template \"x\"}}>: template \"x\" not defined"
    ),
    (
      "{{index .Status 0}}",
      "at <index .Status 0>: error calling index: value has type int; should be string"
    ),
    ("{{upper .Labels}}", "at <.Labels>: wrong type for value; expected string; got map[string]string"),
  ])
  func `What is wrong with a part of it is told by its type`(source: String, reason: String) throws {
    let volume = try #require(Self.volume)
    let error = #expect(throws: TemplateError.self) {
      try Template(source).text(of: .known(volume, .structure(.volume)))
    }
    #expect(error?.text.hasSuffix(reason) == true, "\(error?.text ?? "")")
  }

  @Test(arguments: [
    ("{{upper .HostConfig.NetworkMode}}", "wrong type for value; expected string; got container.NetworkMode"),
    (
      "{{pad .HostConfig.RestartPolicy.Name 1 1}}",
      "wrong type for value; expected string; got container.RestartPolicyMode"
    ),
  ])
  func `A text whose type has a name is none to a function of texts`(source: String, reason: String) throws {
    let document = try JSONValue(
      parsing: #"{"HostConfig":{"NetworkMode":"none","RestartPolicy":{"Name":"no"}}}"#)
    let value = TemplateValue.known(document, .structure(.container))
    let error = #expect(throws: TemplateError.self) { try Template(source).text(of: value) }
    #expect(error?.text.hasSuffix(reason) == true, "\(error?.text ?? "")")
    let same =
      "{{eq .HostConfig.NetworkMode \"none\"}} {{len .HostConfig.NetworkMode}} {{.HostConfig.NetworkMode}}"
    #expect(try Template(same).text(of: value) == "true 4 none")
  }

  @Test func `A part of a list is a list of the same, and a row has no length`() throws {
    let network = try JSONValue(parsing: #"{"Name":"x","IPAM":{"Config":[{"Subnet":"10.0.0.0/8"}]}}"#)
    let value = TemplateValue.known(network, .structure(.network))
    #expect(
      try Template("{{slice .IPAM.Config 0 1}}").text(of: value)
        == Template("{{.IPAM.Config}}").text(of: value))
    let row = TemplateValue.row(TemplateRow(typeName: "*formatter.imageContext", texts: ["ID": "x"]))
    let error = #expect(throws: TemplateError.self) { try Template("{{len .}}").text(of: row) }
    #expect(error?.text.hasSuffix("error calling len: len of type formatter.imageContext") == true)
  }

  @Test func `What an engine tells of itself has types`() throws {
    let document = try JSONValue(parsing: #"{"Warnings":null,"Isolation":"","Plugins":{"Volume":["local"]}}"#)
    let info = TemplateValue.typed(try #require(document.object), typeName: "system.dockerInfo")
    for (source, reason) in [
      ("{{index .Warnings \"x\"}}", "cannot index slice/array with type string"),
      ("{{.Plugins.Volume.Nope}}", "can't evaluate field Nope in type []string"),
      ("{{upper .Isolation}}", "wrong type for value; expected string; got container.Isolation"),
    ] {
      let error = #expect(throws: TemplateError.self) { try Template(source).text(of: info) }
      #expect(error?.text.hasSuffix(reason) == true, "\(error?.text ?? "")")
    }
  }

  @Test(arguments: [
    ("{{.", "illegal number syntax: \".\""), ("{{..Name}}", "unexpected . after term \".\""),
    ("{{'ab'}}", "malformed character constant: 'ab'"), ("{{1.2.3}}", "unexpected \".3\" in operand"),
    ("{{.Name)}}", "unexpected right paren"), ("{{(.Name}}", "unclosed left paren"),
    ("{{.Name}", "bad character U+007D '}'"), ("{{.Name!}}", "bad character U+0021 '!'"),
    ("{{$x=1}}", "bad character U+003D '='"), ("{{.Name ! }}", "unexpected \"!\" in operand"),
    ("{{!}}", "unexpected \"!\" in command"), ("{{.Name | | upper}}", "unexpected \"|\" in command"),
    ("{{nosuch .Name}", "function \"nosuch\" not defined"), ("{{12ab}}", "bad number syntax: \"12a\""),
    ("{{break}}", "{{break}} outside {{range}}"), ("{{$x}}", "undefined variable \"$x\""),
    ("{{if $x := 1}}{{end}}{{$x}}", "undefined variable \"$x\""), ("{{$y = 1}}", "undefined variable \"$y\""),
    ("{{if true}}{{continue}}{{end}}", "{{continue}} outside {{range}}"),
    ("{{-}}", "illegal number syntax: \"-\""), ("{{08}}", "integer overflow: \"08\""),
    ("{{define x}}{{end}}", "unexpected \"x\" in define clause"),
    ("{{.Name if}}", "unexpected <if> in operand"),
    ("{{if true}}{{define \"x\"}}{{end}}{{end}}", "unexpected <define> in command"),
  ])
  func `What Go cannot read is refused in its words`(source: String, reason: String) {
    let error = #expect(throws: TemplateError.self) { try Template(source) }
    #expect(error?.text == "template: :1: \(reason)")
  }
}
