using System.Collections.Frozen;

namespace Bot.Sandbox;

/// <summary>Every Web API method the emulator knows.</summary>
static class Methods
{
    public static readonly FrozenDictionary<string, Method> All = new[]
    {
        AppsConnectionsOpen.Method,
        AuthTest.Method,
        BookmarksAdd.Method,
        BookmarksEdit.Method,
        BookmarksList.Method,
        BookmarksRemove.Method,
        CanvasesCreate.Method,
        CanvasesEdit.Method,
        CanvasesSectionsLookup.Method,
        ChatDelete.Method,
        ChatGetPermalink.Method,
        ChatPostEphemeral.Method,
        ChatPostMessage.Method,
        ChatUpdate.Method,
        ConversationsArchive.Method,
        ConversationsCanvasesCreate.Method,
        ConversationsCreate.Method,
        ConversationsHistory.Method,
        ConversationsInfo.Method,
        ConversationsInvite.Method,
        ConversationsJoin.Method,
        ConversationsList.Method,
        ConversationsMembers.Method,
        ConversationsOpen.Method,
        ConversationsRename.Method,
        ConversationsReplies.Method,
        ConversationsSetPurpose.Method,
        ConversationsSetTopic.Method,
        ConversationsUnarchive.Method,
        FilesCompleteUpload.Method,
        FilesGetUploadUrl.Method,
        FilesInfo.Method,
        PinsAdd.Method,
        PinsList.Method,
        ReactionsAdd.Method,
        ReactionsGet.Method,
        ReactionsRemove.Method,
        TeamInfo.Method,
        UsergroupsCreate.Method,
        UsergroupsDisable.Method,
        UsergroupsEnable.Method,
        UsergroupsList.Method,
        UsergroupsUpdate.Method,
        UsergroupsUsersList.Method,
        UsergroupsUsersUpdate.Method,
        UsersConversations.Method,
        UsersInfo.Method,
        UsersList.Method,
        ViewsOpen.Method,
        ViewsPublish.Method,
        ViewsPush.Method,
        ViewsUpdate.Method,
    }.ToFrozenDictionary(method => method.Name);

    public static Method? Find(string name) => All.GetValueOrDefault(name);
}
