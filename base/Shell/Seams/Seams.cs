namespace Kith.Shell;

/// <summary>Decides who may do what. The Door asks it; stage Secure answers.</summary>
public interface IDecide
{
    bool May(Caller caller, string permission);
}

/// <summary>Writes the audit entry of an act, in the act's own transaction.</summary>
public interface IRecord
{
    void Record(Act act, string permission, string outcome);
}

/// <summary>Recognises the caller behind a request; null when nobody is signed in.</summary>
public interface IIdentify
{
    Caller? Identify(HttpContext http);
}

/// <summary>Encrypts classified values and makes the keyed fingerprints that identity keys consist of.</summary>
public interface ISeal
{
    /// <summary>Encrypts a value for one place; it opens in no other.</summary>
    string Seal(string plain, string table, string column, long record);

    /// <summary>Opens a sealed value.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Altered, or moved from another place.</exception>
    string Open(string sealedText, string table, string column, long record);

    /// <summary>Opens a sealed value that is only shown: null when it can't be opened, since one damaged value must not hide all others.</summary>
    string? Read(string sealedText, string table, string column, long record)
    {
        try
        {
            return Open(sealedText, table, column, record);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>A keyed 16-byte fingerprint: equal texts of a kind give equal fingerprints, and nobody without the key can test guesses.</summary>
    byte[] Fingerprint(string kind, string text);
}

/// <summary>Implemented by whatever holds rows that belong to a customer, in the folder that owns the tables.</summary>
public interface IHoldPersonalData
{
    /// <summary>The tables with a customer_id column that this holder answers for.</summary>
    IReadOnlyList<string> Tables { get; }
}

/// <summary>Work that goes on after a crash: called once when the server has started.</summary>
public interface IResume
{
    Task Resume(CancellationToken stop);
}
