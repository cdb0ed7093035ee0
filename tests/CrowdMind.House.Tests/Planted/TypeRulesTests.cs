using CrowdMind.House.Tests.Rules;
using CrowdMind.House.Tests.Sources;
using static CrowdMind.House.Tests.Planted.Plant;

namespace CrowdMind.House.Tests.Planted;

public sealed class TypeRulesTests
{
    private static readonly HashSet<string> None = [];

    [Theory]
    [InlineData("public class A; public class B;")]
    [InlineData("public record A(int X); public enum B { One }")]
    [InlineData("public interface IA; public delegate int B<T>(T x);")]
    public void Two_public_types_in_a_file_are_found(string code) =>
        Assert.Single(TypeRules.CrowdedFiles([At("CrowdMind/Logs", code)]));

    [Theory]
    [InlineData("public class A { public class B; public enum C; }")]
    [InlineData("public class A; internal class B; file class C; class D;")]
    [InlineData("public partial class A; public partial class A;")]
    [InlineData("public class A<T> where T : class, new() { public record record(int A); }")]
    public void Nested_hidden_and_partial_types_are_allowed(string code) =>
        Assert.Empty(TypeRules.CrowdedFiles([At("CrowdMind/Logs", code)]));

    [Fact]
    public void A_namespace_in_braces_does_not_hide_its_types() => Assert.Single(TypeRules.CrowdedFiles(
        [File("src/CrowdMind/A.cs", "namespace CrowdMind.Logs { public class A { } public class B { } }")]));

    [Theory]
    [InlineData(19, 0)]
    [InlineData(18, 1)]
    public void One_crowded_file_in_twenty_is_allowed(int others, int findings)
    {
        var files = Enumerable.Repeat(At("CrowdMind/Logs", "public class A;"), others)
            .Append(At("CrowdMind/Logs", "public class B; public class C;"));
        Assert.Equal(findings, TypeRules.CrowdedFiles(files).Count);
    }

    [Theory]
    [InlineData("public interface IStore; class Store : IStore;")]
    [InlineData("public interface IStore<T>; class Store(int a) : Kept<int, string>(a), IStore<T> where T : struct;")]
    [InlineData("public interface IStore;")]
    public void A_lone_interface_is_found(string code) =>
        Assert.Single(TypeRules.LoneInterfaces([At("CrowdMind/Logs", code)], None));

    [Theory]
    [InlineData("interface IStore; class A : IStore; record struct B(int X) : Kept, IStore { }")]
    [InlineData("interface IViewers; class Live : Hub<IViewers>;")]
    public void Two_implementations_or_a_hubs_client_are_allowed(string code) =>
        Assert.Empty(TypeRules.LoneInterfaces([At("CrowdMind/Logs", code)], None));

    [Fact]
    public void An_implementation_through_a_wider_interface_counts() => Assert.Empty(TypeRules.LoneInterfaces(
        [At("CrowdMind/Logs", "interface IRead; interface IWrite : IRead; class A : IWrite; class B : IWrite;")],
        None));

    [Fact]
    public void A_port_that_awaits_its_second_engine_is_allowed() => Assert.Empty(TypeRules.LoneInterfaces(
        [At("CrowdMind/Logs", "public interface IExperimentLog; class SqliteLog : IExperimentLog;")],
        new HashSet<string> { "IExperimentLog" }));

    [Fact]
    public void A_declaration_is_read_with_its_bases_and_its_line()
    {
        SourceFile file = At("CrowdMind/Logs", """
            /// <summary>class No</summary>
            [Fact]
            public sealed class Kept<T>(
              int a = 1) :
              Base<T>(a, [1]), IOne, N.ITwo<int> where T : class
            { }
            """);
        var type = Assert.Single(file.Types);
        Assert.Equal(("Kept", "class", 5, true), (type.Name, type.Kind, type.Line, type.IsPublic));
        Assert.Equal(["Base", "IOne", "ITwo"], type.Bases);
    }
}
