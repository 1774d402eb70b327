using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Kith.Engine.Keep;

namespace Kith.Tests.Engine.Keep;

/// <summary>The filter over known keys may say "perhaps" of a stranger, and never "no" of a key that it was told.</summary>
public sealed class KeyFilterLaws
{
    private static readonly Gen<byte[]> Fingerprints = Gen.OneOf(
        Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(16),
        Gen.Elements<byte>(0, 255).ArrayOf(16),
        Gen.Elements<byte>(0, 1, 127, 128, 254, 255).ArrayOf(16));

    [Fact]
    public void A_key_that_was_added_is_never_said_to_be_unknown() =>
        Prop.ForAll(Gen.Choose(0, 2000).Select(keys => (long)keys).ToArbitrary(), Fingerprints.ListOf().Select(keys => keys.ToList()).ToArbitrary(), (room, keys) =>
        {
            // Also with less room than there are keys.
            var filter = new KeyFilter(room);
            foreach (var key in keys)
            {
                filter.Add(key);
                Assert.True(filter.MayHold(key));
            }

            Assert.All(keys, key => Assert.True(filter.MayHold(key)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Added_from_several_threads_none_is_lost()
    {
        var filter = new KeyFilter(40_000);
        Parallel.For(0, 40_000, number => filter.Add(KeyOf(number)));
        Assert.All(Enumerable.Range(0, 40_000), number => Assert.True(filter.MayHold(KeyOf(number))));
    }

    [Fact]
    public void Filled_as_it_was_made_for_it_knows_ninety_eight_of_a_hundred_strangers()
    {
        var filter = new KeyFilter(50_000);
        for (var number = 0; number < 50_000; number++)
        {
            filter.Add(KeyOf(number));
        }

        Assert.InRange(Enumerable.Range(50_000, 50_000).Count(number => filter.MayHold(KeyOf(number))), 0, 1_000);
        Assert.DoesNotContain(Enumerable.Range(0, 1_000), number => new KeyFilter(10).MayHold(KeyOf(number)));
    }

    private static byte[] KeyOf(int number) => SHA256.HashData(BitConverter.GetBytes(number))[..16];
}
